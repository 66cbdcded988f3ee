import type { EntityManager } from 'typeorm';
import { addHistory } from '../platform/database/history.js';
import type { ContactRecord } from './party.queries.js';
import { verifyContactMethod } from './record-client.js';
import { worsened, type SafetySaid } from './safe-contact.rules.js';

/** Makes each of these ways no safer than was said, with a line in the history of each that it changes. */
export async function worsenEach(
  tx: EntityManager,
  methods: readonly ContactRecord[],
  { said, caseId }: { readonly said: SafetySaid; readonly caseId: string | null },
): Promise<void> {
  for (const method of methods) {
    const facts = worsened(method, said);
    if (facts === null) continue;
    await verifyContactMethod(tx, { id: method.id, version: method.version }, facts);
    const did = 'contact_method.said_to_be_unsafe';
    await addHistory(tx, { did, to: method.id, ...(caseId === null ? {} : { in: caseId }) });
  }
}
