import { riskBands, type RiskBand } from '../codes/risk-band.codes.js';
import { RuleBroken } from '../kernel/errors.js';
import { atWorst, counted, type Answers, type Definition, type Override } from './instrument.rules.js';
import type { ToolBand } from './risk.codes.js';

/** The fewest characters of a reason that can say anything. */
export const shortestRationale = 20;

/** The higher of two bands. */
export function higherBand(one: RiskBand, other: RiskBand): RiskBand {
  return rank(one) >= rank(other) ? one : other;
}

/**
 * The band an instrument's arithmetic gives: that of the highest threshold the count reaches, or of an override where
 * that is higher; `none_set` where the instrument has no thresholds and none of its overrides applies.
 * With high from 8, seven counting answers and a threat to kill that overrides are high.
 */
export function toolBand(definition: Definition, answers: Answers): ToolBand {
  const applied = appliedOverrides(definition, answers).map(({ atLeast }) => atLeast);
  if (definition.thresholds.length === 0 && applied.length === 0) return 'none_set';
  const count = counted(definition, answers);
  const reached = definition.thresholds.filter(({ from }) => count >= from).map(({ band }) => band);
  return [...reached, ...applied].reduce<RiskBand>(higherBand, 'standard');
}

/** The overrides these answers set off, in the instrument's order: what made the band, in the record's own words. */
export function appliedOverrides(definition: Definition, answers: Answers): Override[] {
  return definition.overrides.filter(({ item, answer }) => answers[item] === answer);
}

/** The band if every don't know and every question not asked turned out the worse way: never below `toolBand`. */
export function couldReach(definition: Definition, answers: Answers): ToolBand {
  return toolBand(definition, atWorst(definition, answers));
}

/** Whether the professional's band needs a reason: it differs from the tool's, or the tool gave none. */
export function needsRationale(tool: ToolBand, professional: RiskBand): boolean {
  return tool !== professional;
}

/**
 * Lets a professional band stand beside the tool's. Professional judgement may go either way, but says why.
 * @throws RuleBroken `band-differs-without-rationale` where they differ and the reason has fewer than 20 characters.
 */
export function checkJudgement(judged: {
  readonly tool: ToolBand;
  readonly professional: RiskBand;
  readonly rationale: string | null;
}): void {
  if (!needsRationale(judged.tool, judged.professional)) return;
  if ((judged.rationale ?? '').trim().length >= shortestRationale) return;
  throw new RuleBroken('band-differs-without-rationale', rationaleMissing(judged.tool));
}

export function rationaleMissing(tool: ToolBand): string {
  const why = tool === 'none_set' ? 'The instrument sets no band' : `The answers alone give ${tool}`;
  return `${why}. Say why you judge the risk as you do, in at least ${String(shortestRationale)} characters`;
}

/** The band a case is worked at: the professional's, or the reviewer's where the reviewer amended it. */
export function finalBand(professional: RiskBand, amendedTo: RiskBand | null): RiskBand {
  return amendedTo ?? professional;
}

/** How soon an assessment is looked at goes by the higher of what the answers give and what its author judged. */
export function bandToLookAt(tool: ToolBand, professional: RiskBand): RiskBand {
  return tool === 'none_set' ? professional : higherBand(tool, professional);
}

function rank(band: RiskBand): number {
  return riskBands.findIndex(({ code }) => code === band);
}
