import type { EntityManager } from 'typeorm';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound } from '../kernel/errors.js';
import { judgedOf, sharedClues } from '../parties/likeness.queries.js';
import { stillApart } from '../parties/likeness.rules.js';
import { matchesOf, type Likeness } from '../parties/matching.rules.js';
import { clientsToCompare } from '../parties/find-alike.queries.js';
import { perpetratorIdentity } from '../parties/party.sealed.js';
import { addEntry } from '../platform/audit/entry.js';
import { hashOfTerms } from '../platform/audit/hash-of-terms.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows } from '../platform/sealing/sealing.js';
import type { Secrets } from '../platform/secrets.js';
import { Referral } from './referral.entity.js';
import { referralNarrative } from './referral.sealed.js';
import type { ReferralState } from './triage.codes.js';

/** The teams this person may record a referral for, as options of a list. */
export function myTeams(tx: EntityManager): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>(
    'SELECT id AS code, name AS label FROM team WHERE id = ANY (my_teams()) ORDER BY name, id',
  );
}

/** An earlier referral of someone who may be the same person, and why they may be. */
export interface LikelyDuplicate {
  readonly referralId: string;
  readonly clientId: string;
  readonly reference: string;
  readonly receivedAt: Date;
  readonly state: ReferralState;
  readonly reasons: readonly string[];
}

/** The clients who were found to be somebody else than this one, and of whom nothing more is the same since. */
async function toldApart(tx: EntityManager, id: string): Promise<ReadonlySet<string>> {
  const judged = await judgedOf(tx, id);
  return judged.length === 0 ? new Set() : stillApart(judged, await sharedClues(tx, { whose: 'client', id }));
}

/**
 * Whoever of those this person may see is likely to be the same, likeliest first, each by their latest referral. It is a
 * search of people by name, so the log has what was searched for, under a key, and whom it found.
 */
export async function likelyDuplicates(
  tx: EntityManager,
  person: Likeness,
  { secrets, except = null }: { readonly secrets: Secrets; readonly except?: string | null },
): Promise<LikelyDuplicate[]> {
  const apart = except === null ? new Set() : await toldApart(tx, except);
  const candidates = (await clientsToCompare(tx, person)).filter(
    ({ clientId }) => clientId !== except && !apart.has(clientId),
  );
  const matches = matchesOf(person, candidates).slice(0, 10);
  const latest = await tx.query<Omit<LikelyDuplicate, 'reasons'>[]>(
    `SELECT DISTINCT ON (client_id) client_id AS "clientId", id AS "referralId", reference, received_at AS "receivedAt", state
     FROM referral WHERE client_id = ANY ($1) ORDER BY client_id, (state = 'duplicate'), received_at DESC, id`,
    [matches.map(({ candidate }) => candidate.clientId)],
  );
  await addEntry(tx, {
    act: 'people.searched',
    ids: latest.map(({ referralId }) => referralId),
    fields: ['full_name', 'known_as', 'born_on', 'reached_by'],
    fingerprint: hashOfTerms(secrets, [person.fullName, person.knownAs, person.bornOn, ...person.reachedBy]),
  });
  return matches.flatMap(({ candidate, reasons }) => {
    const found = latest.find(({ clientId }) => clientId === candidate.clientId);
    return found ? [{ ...found, reasons }] : [];
  });
}

export function referralWith(tx: EntityManager, reference: string): Promise<Referral | null> {
  return tx.findOneBy(Referral, { reference: reference.toUpperCase() });
}

/** What stands around a referral. */
export interface ReferralDetail {
  readonly whatHappened: string;
  readonly perpetratorName: string | null;
  readonly teamName: string;
  readonly recordedBy: string;
  readonly decidedBy: string | null;
  readonly caseReference: string | null;
  readonly firstReference: string | null;
  readonly cyberTypes: readonly string[];
}

export async function referralDetail(tx: EntityManager, referralId: string): Promise<ReferralDetail> {
  const rows = await tx.query<SealedDetail[]>(
    `SELECT r.client_id AS "clientId", n.what_happened AS "whatHappened", r.perpetrator_id AS "perpetratorId", p.full_name AS "perpetratorName", t.name AS "teamName",
            coalesce(s.display_name, k.name, 'by a public form') AS "recordedBy", d.display_name AS "decidedBy", c.reference AS "caseReference",
            f.reference AS "firstReference",
            ARRAY(SELECT cyber_type FROM referral_cyber_type x WHERE x.referral_id = r.id ORDER BY cyber_type) AS "cyberTypes"
     FROM referral r
     JOIN referral_narrative n ON n.referral_id = r.id
     JOIN team t ON t.id = r.team_id
     LEFT JOIN staff s ON s.id = r.recorded_by LEFT JOIN service_key k ON k.id = r.sent_with
     LEFT JOIN staff d ON d.id = r.decided_by
     LEFT JOIN perpetrator_identity p ON p.perpetrator_id = r.perpetrator_id
     LEFT JOIN case_file c ON c.id = r.case_id
     LEFT JOIN referral f ON f.id = r.duplicate_of
     WHERE r.id = $1`,
    [referralId],
  );
  const told = await openRows(tx, rows, {
    from: referralNarrative,
    row: () => referralId,
    keyId: ({ clientId }) => clientId,
    fields: { whatHappened: 'what_happened' },
  });
  const [detail] = await openRows(tx, told, {
    from: perpetratorIdentity,
    row: ({ perpetratorId }) => perpetratorId,
    keyId: ({ perpetratorId }) => perpetratorId,
    fields: { perpetratorName: 'full_name' },
  });
  if (!detail) throw new NotFound();
  return detail;
}

type SealedDetail = Omit<ReferralDetail, 'whatHappened' | 'perpetratorName'> & {
  readonly clientId: string;
  readonly whatHappened: Sealed;
  readonly perpetratorId: string | null;
  readonly perpetratorName: Sealed | null;
};

export interface OtherReferral {
  readonly id: string;
  readonly reference: string;
  readonly receivedAt: Date;
  readonly state: ReferralState;
}

/** The other referrals of the same person, newest first. */
export function otherReferralsOf(
  tx: EntityManager,
  { id, clientId }: Pick<Referral, 'id' | 'clientId'>,
): Promise<OtherReferral[]> {
  return tx.query<OtherReferral[]>(
    `SELECT id, reference, received_at AS "receivedAt", state FROM referral
     WHERE client_id = $1 AND id <> $2 ORDER BY received_at DESC, id`,
    [clientId, id],
  );
}
