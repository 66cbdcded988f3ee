import type { EntityManager } from 'typeorm';
import { referralSender } from '../parties/sender.sealed.js';
import { openRows, seal } from '../platform/sealing/sealing.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import type { PublicFormCode } from './referral.codes.js';
import type { Referral } from './referral.entity.js';

/** Who sent a referral by a public form, as they said it. */
export interface ReferralSender {
  readonly form: PublicFormCode;
  readonly name: string | null;
  readonly worksFor: string | null;
  readonly reachedBy: string | null;
  readonly passPhrase: string | null;
  readonly whyWithout: string | null;
}

/** Keeps who sent it, sealed by the client's key: whoever may not see the one may not see the other. */
export async function addSender(
  tx: EntityManager,
  { id, clientId }: { readonly id: string; readonly clientId: string },
  { form, name, worksFor, reachedBy, passPhrase, whyWithout }: ReferralSender,
): Promise<void> {
  const sealed = await seal(
    tx,
    { of: referralSender, row: id, keyId: clientId },
    { name, works_for: worksFor, reached_by: reachedBy, pass_phrase: passPhrase, why_without: whyWithout },
  );
  await tx.query(
    `INSERT INTO referral_sender (referral_id, form, without_consent, name, works_for, reached_by, pass_phrase, why_without)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      form,
      whyWithout === null ? null : 'serious_harm',
      sealed.name,
      sealed.works_for,
      sealed.reached_by,
      sealed.pass_phrase,
      sealed.why_without,
    ],
  );
}

/** Who sent a referral by a public form; null where it came in another way. */
export async function senderOf(
  tx: EntityManager,
  { id, clientId }: Pick<Referral, 'id' | 'clientId'>,
): Promise<ReferralSender | null> {
  const rows = await tx.query<SealedSender[]>(
    `SELECT form, name, works_for AS "worksFor", reached_by AS "reachedBy", pass_phrase AS "passPhrase", why_without AS "whyWithout"
     FROM referral_sender WHERE referral_id = $1`,
    [id],
  );
  const [sender] = await openRows(tx, rows, {
    from: referralSender,
    row: () => id,
    keyId: () => clientId,
    fields: senderColumns,
  });
  return sender ?? null;
}

const senderColumns = {
  name: 'name',
  worksFor: 'works_for',
  reachedBy: 'reached_by',
  passPhrase: 'pass_phrase',
  whyWithout: 'why_without',
} as const;

type SealedSender = { readonly [field in keyof typeof senderColumns]: Sealed | null } & Pick<
  ReferralSender,
  'form'
>;
