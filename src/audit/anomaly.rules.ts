import type { AnomalyKind } from './anomaly.codes.js';

/** What one person did on one day, as the log has it. */
export interface DayOfWork {
  readonly staffId: string;
  readonly role: string;
  /** The cases they opened, each once, and whether each was theirs that day. */
  readonly opened: readonly { readonly caseId: string; readonly own: boolean }[];
  /** How many cases they opened on each of the days before on which they opened any, at most 28. */
  readonly usual: readonly number[];
  /** How many records lists showed them, each once. */
  readonly listed: number;
  /** How many lists showed them on each of the days before on which any did, at most 28. */
  readonly usuallyListed: readonly number[];
  /** How often they were refused something. */
  readonly refused: number;
  /** The records they opened of somebody with a surname, or a postcode or number, of their own. */
  readonly met: readonly OwnDetailMet[];
}

/** Of a record that somebody opened: what they share with a person in it, and its case; null where it is a referral yet. */
export interface OwnDetailMet {
  readonly what: 'surname' | 'address';
  readonly caseId: string | null;
}

interface Anomaly {
  readonly kind: AnomalyKind;
  readonly staffId: string;
  readonly caseIds: readonly string[];
  readonly times: number;
}

/** Judges a day by one rule: what is worth asking about, or null. The next rule is a line in `rules`. */
type Rule = (day: DayOfWork) => Omit<Anomaly, 'staffId'> | null;

/** An advocate opened cases that were not theirs on that day. Covering for a colleague is a good answer to the question. */
const outsideCaseload: Rule = ({ role, opened }) => {
  if (role !== 'advocate') return null;
  const caseIds = opened.filter(({ own }) => !own).map(({ caseId }) => caseId);
  return caseIds.length === 0 ? null : { kind: 'outside_caseload', caseIds, times: caseIds.length };
};

/** More than twenty cases, and more than three times as many as on the middle one of their own days. */
const volume: Rule = ({ opened, usual }) => {
  const most = Math.max(20, 3 * median(usual));
  return opened.length <= most ? null : { kind: 'volume', caseIds: [], times: opened.length };
};

/** More than three hundred records in lists, twelve pages of them, and more than three times as many as on the middle one of their own days. */
const lists: Rule = ({ listed, usuallyListed }) => {
  const most = Math.max(300, 3 * median(usuallyListed));
  return listed <= most ? null : { kind: 'lists', caseIds: [], times: listed };
};

/** Five refusals or more, whatever was done in between: whoever tries one address after another looks at their home meanwhile. */
const refusals: Rule = ({ refused }) =>
  refused < 5 ? null : { kind: 'refusals', caseIds: [], times: refused };

/**
 * A record of somebody who has their surname, or one they say they had. Two bytes of a surname are compared, so that one in
 * sixty thousand other names is taken for theirs; and half the country has a namesake, so it is often nobody.
 */
const ownSurname: Rule = ({ met }) => metBy(met, 'surname', 'own_surname');

/** A record of somebody at a postcode, or reached by a number, that they say is theirs. */
const ownAddress: Rule = ({ met }) => metBy(met, 'address', 'own_address');

const rules: readonly Rule[] = [outsideCaseload, volume, lists, refusals, ownSurname, ownAddress];

/** Everything about a day that is worth asking about. */
export function anomaliesOf(day: DayOfWork): Anomaly[] {
  return rules.flatMap((rule) => {
    const found = rule(day);
    return found === null ? [] : [{ ...found, staffId: day.staffId }];
  });
}

function metBy(met: readonly OwnDetailMet[], by: OwnDetailMet['what'], kind: AnomalyKind): ReturnType<Rule> {
  const records = met.filter(({ what }) => what === by);
  if (records.length === 0) return null;
  return {
    kind,
    caseIds: records.map(({ caseId }) => caseId).filter((id) => id !== null),
    times: records.length,
  };
}

/** The middle one; of an even number the lower of the two, and of none nought. */
function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.ceil(numbers.length / 2) - 1] ?? 0;
}
