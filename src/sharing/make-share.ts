import type { EntityManager } from 'typeorm';
import type { Case } from '../cases/case.entity.js';
import { RuleBroken } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { agencyWith } from '../parties/agency.queries.js';
import { consentsOf } from '../parties/party.queries.js';
import { addHistory } from '../platform/database/history.js';
import { overridesOf } from './override.queries.js';
import type { ShareForm } from './share.dto.js';
import type { ShareWay } from './share.codes.js';
import { insertShare } from './share.queries.js';
import { mayShare, soundEnd, type ShareDecision } from './share.rules.js';

/** What is to go to an agency, and how. */
export type ToShare = Omit<ShareForm, 'way'> & { readonly way: ShareWay };

/** The one step by which anything of a case goes to an agency. @throws RuleBroken `nothing-shared`, `no-basis-to-share`, or of `soundEnd` */
export async function makeShare(
  tx: EntityManager,
  kase: Case,
  { form, today }: { form: ToShare; today: PlainDate },
): Promise<string> {
  const { agencyId, items, way, untilOn, toWhom, theirRole, why } = form;
  if (items.length === 0) throw new RuleBroken('nothing-shared', 'Select what is shared');
  const decision = await shareDecision(tx, kase, { agencyId, today });
  if (!decision.mayShare) throw new RuleBroken('no-basis-to-share', decision.inWords);
  const { basis } = decision;
  const end = soundEnd(untilOn, basis, today);
  const share = { caseId: kase.id, agencyId, items, way, basis, untilOn: end, sharedOn: today };
  const id = await insertShare(tx, share, { toWhom, theirRole, why });
  await addHistory(tx, { did: 'share.made', to: id, in: kase.id });
  return id;
}

/** Whether something of the case may go to the agency. @throws NotFound where there is no such agency */
export async function shareDecision(
  tx: EntityManager,
  { id, clientId }: Pick<Case, 'id' | 'clientId'>,
  { agencyId, today }: { agencyId: string; today: PlainDate },
): Promise<ShareDecision> {
  const { kind } = await agencyWith(tx, agencyId);
  const grounds = { consents: await consentsOf(tx, clientId), overrides: await overridesOf(tx, id) };
  return mayShare({ agencyId, kind }, grounds, today);
}
