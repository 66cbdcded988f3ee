import { RuleBroken } from '../kernel/errors.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { isCode } from '../kernel/codelist.js';
import {
  relationsOf,
  type ChildContact,
  type Household,
  type RelatedKind,
  type Relation,
} from './related.codes.js';

/** What is recorded of somebody around a client, beside who they are. */
export interface RelatedFacts {
  readonly relation: Relation;
  /** Of a child, the year of birth, or the age as it was told on a day; null where not known, and of anybody else. */
  readonly bornIn: number | null;
  readonly ageTold: number | null;
  readonly ageToldOn: PlainDate | null;
  /** Null of a professional. */
  readonly inHousehold: Household | null;
  /** Null of whoever is no child. */
  readonly contact: ChildContact | null;
}

/**
 * What was said of somebody of a kind, as it is stored; what nobody was asked of this kind is left out, and what was not answered is
 * not known. A child of 2010 is still a child in 2028, the year they turn eighteen, and no longer in 2029.
 * @throws RuleBroken `relation-of-another-kind`, `age-said-twice`, `not-a-child` where the year of birth makes them an adult
 */
export function soundRelated(
  kind: RelatedKind,
  said: Partial<RelatedFacts> & { readonly relation: Relation },
  today: PlainDate,
): RelatedFacts {
  const { relation, bornIn = null, ageTold = null, inHousehold = 'not_known', contact = 'not_known' } = said;
  if (!isCode(relationsOf[kind], relation))
    throw new RuleBroken('relation-of-another-kind', 'Select what they are to the case');
  const none = { relation, bornIn: null, ageTold: null, ageToldOn: null, contact: null };
  if (kind === 'professional') return { ...none, inHousehold: null };
  if (kind === 'protected_person') return { ...none, inHousehold };
  if (bornIn !== null && ageTold !== null)
    throw new RuleBroken('age-said-twice', 'Enter the year of birth or the age, and not both');
  const year = yearOf(today);
  if (bornIn !== null && (bornIn > year || bornIn < year - 18))
    throw new RuleBroken(
      'not-a-child',
      'Enter a year of birth that makes them a child now, or record a protected person',
    );
  return { relation, bornIn, ageTold, ageToldOn: ageTold === null ? null : today, inHousehold, contact };
}

/**
 * A child's age as a page says it, which is never surer than what was told: of 2017, "8 or 9, born in 2017" in 2026; told to be
 * 8 on 3 March 2026, "8 on 3 March 2026".
 */
export function ageInWords({ bornIn, ageTold, ageToldOn }: RelatedFacts, today: PlainDate): string {
  if (ageTold !== null && ageToldOn !== null) return `${String(ageTold)} on ${inWords(ageToldOn)}`;
  if (bornIn === null) return 'Not known';
  const older = yearOf(today) - bornIn;
  const born = `born in ${String(bornIn)}`;
  return older === 0 ? `Under 1, ${born}` : `${String(older - 1)} or ${String(older)}, ${born}`;
}

function yearOf(day: PlainDate): number {
  return Number(day.slice(0, 4));
}
