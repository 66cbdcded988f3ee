import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import type { IdentifierOwner } from '../parties/identifier.codes.js';
import type { LikenessVerdict } from '../parties/likeness.codes.js';
import {
  judgedOf,
  onRecord,
  recordsOf,
  sharedClues,
  type Judged,
  type OnRecord,
  type WhichPerson,
} from '../parties/likeness.queries.js';
import { stillApart } from '../parties/likeness.rules.js';
import { matchesOf } from '../parties/matching.rules.js';
import type { FoundIn } from './found-in.queries.js';

/** Another record: of somebody who may be the client or the perpetrator of a case, is, or was found not to be. */
export interface RecordAlike {
  readonly whose: IdentifierOwner;
  readonly id: string;
  readonly fullName: string;
  readonly knownAs: string | null;
  readonly bornOn: PlainDate | null;
  /** Why they may be the same. */
  readonly reasons: readonly string[];
  /** What holds; null where nobody decided, or something came since. */
  readonly verdict: LikenessVerdict | null;
  /** Null also where they are one person through a third record. */
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly why: string | null;
  readonly in: readonly FoundIn[];
  /** Whom it may be, as the case itself has them. */
  readonly ours: Pick<OnRecord, 'fullName' | 'knownAs' | 'bornOn'>;
}

/** Every record like the people of a case that whoever asks may see: to be decided first, then one person, then two. */
export async function likeOf(
  tx: EntityManager,
  { clientId, perpetratorId }: { readonly clientId: string; readonly perpetratorId: string | null },
): Promise<RecordAlike[]> {
  const clients = await likePerson(tx, { whose: 'client', id: clientId });
  const perpetrators =
    perpetratorId === null ? [] : await likePerson(tx, { whose: 'perpetrator', id: perpetratorId });
  const order = [null, 'one_person', 'two_people'];
  return [...clients, ...perpetrators].toSorted(
    (one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict),
  );
}

async function likePerson(tx: EntityManager, person: WhichPerson): Promise<RecordAlike[]> {
  const judged = await judgedOf(tx, person.id);
  const shared = await sharedClues(tx, person);
  const same = (await recordsOf(tx, [person.id])).filter((id) => id !== person.id);
  const others = new Set([...shared.keys(), ...same, ...judged.map(({ otherId }) => otherId)]);
  const [self] = await onRecord(tx, person.whose, [person.id]);
  if (!self) return [];
  const ours = { fullName: self.fullName, knownAs: self.knownAs, bornOn: self.bornOn };
  const records = await onRecord(tx, person.whose, [...others]);
  const matches = matchesOf<OnRecord>(self, records);
  const likely = matches.map(({ candidate }) => candidate);
  const apart = stillApart(judged, shared);
  const all = [...likely, ...records.filter((each) => !likely.includes(each))].map((other) => {
    const reasons = matches.find(({ candidate }) => candidate === other)?.reasons ?? [];
    const verdict = same.includes(other.id) ? 'one_person' : apart.has(other.id) ? 'two_people' : null;
    const { id, fullName, knownAs, bornOn } = other;
    return {
      ...{ whose: person.whose, id, fullName, knownAs, bornOn, reasons, in: [], ours },
      ...decided(judged, id, verdict),
    };
  });
  return all.filter(({ verdict, reasons }) => verdict !== null || reasons.length > 0);
}

/** What holds, and who said so: nobody, of two who are one person through a third record. */
function decided(judged: readonly Judged[], otherId: string, verdict: LikenessVerdict | null) {
  const found = judged.find((each) => each.otherId === otherId && each.verdict === verdict);
  const { decidedBy = null, decidedAt = null, why = null } = found ?? {};
  return { verdict, decidedBy, decidedAt, why };
}
