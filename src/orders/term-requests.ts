import { RuleBroken } from '../kernel/errors.js';
import type { TermForm, VaryTermForm } from './term.dto.js';
import type { TermGiven, TermVaried } from './terms.service.js';

export function termGiven({ kind, wording, fromOn, toOn, version }: TermForm): TermGiven {
  return { kind, wording, fromOn, toOn: toOn ?? null, version };
}

/** @throws RuleBroken `new-words-needed` where it was reworded without saying how */
export function termVaried(number: number, { change, fromOn, wording, version }: VaryTermForm): TermVaried {
  if (change === 'removed') return { number, fromOn, wording: null, version };
  if (!wording) throw new RuleBroken('new-words-needed', 'Enter the new words of the condition');
  return { number, fromOn, wording, version };
}
