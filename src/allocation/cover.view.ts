import { labelOf } from '../kernel/codelist.js';
import { inWords } from '../kernel/plain-date.js';
import { abilities, type Ability } from './ability.codes.js';
import type { Cover } from './cover.queries.js';

/** Who has a case in its advocate's place today, and what it needs of either, as its page says it. */
export function coverView(cover: Cover | null, needs: readonly Ability[]) {
  return {
    covered: cover === null ? null : `${cover.by} covers for ${cover.away} until ${inWords(cover.untilOn)}`,
    needs: needs.map((need) => labelOf(abilities, need)).join(', '),
  };
}

/** What is done about who has a case is called in its story. */
export const allocationEvents: Readonly<Record<string, string>> = {
  'case.needs_set': 'What it needs of its worker set',
  'case.left_with_nobody': 'Left with nobody: its advocate stopped working here',
  'cover.arranged': 'Cover arranged for an absence',
  'cover.ended': 'Cover ended: one of the two stopped working here',
};
