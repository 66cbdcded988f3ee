import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import { addHistory } from '../platform/database/history.js';
import { contactMethodsOf, type ContactRecord } from './party.queries.js';
import { verifyContactMethod } from './record-client.js';
import { worsened, type SafetySaid } from './safe-contact.rules.js';
import { everythingThatGoesThere, saidOf } from './same-way.rules.js';

interface Learnt {
  readonly said: SafetySaid;
  readonly learntOn: PlainDate;
  /** Of the case whose history says so; null where there is none. */
  readonly caseId: string | null;
}

/** Makes each of these ways no safer than was said, with a line in the history of each that it changes, known since a day. */
export async function worsenEach(
  tx: EntityManager,
  methods: readonly ContactRecord[],
  { said, learntOn, caseId }: Learnt,
): Promise<void> {
  for (const method of methods) {
    const facts = worsened(method, said);
    if (facts === null) continue;
    await verifyContactMethod(tx, { id: method.id, version: method.version, learntOn }, facts);
    await addHistory(tx, { did: 'contact_method.said_to_be_unsafe', to: method.id, in: caseId });
  }
}

/** Of a client with several records: a number or address is in none of them safer than another says, or where it is theirs no longer, than not known. */
export async function worsenAcross(
  tx: EntityManager,
  clientId: string,
  learnt: Omit<Learnt, 'said'>,
): Promise<void> {
  for (const way of await contactMethodsOf(tx, clientId)) {
    const elsewhere = (await contactMethodsOf(tx, clientId)).filter(
      (other) => other.clientId !== way.clientId,
    );
    const said = way.endedAt === null || way.safe === 'no' ? saidOf(way) : ({ safe: 'unknown' } as const);
    await worsenEach(tx, everythingThatGoesThere(elsewhere, way.value), { said, ...learnt });
  }
}
