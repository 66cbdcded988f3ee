import type pg from 'pg';
import type { Person } from '../../src/kernel/actor.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { cluesOf, nameClues } from '../../src/parties/clues.js';
import { keepClientClues, keepPerpetratorClues } from '../../src/parties/keep-clues.js';
import { addressIdentity } from '../../src/parties/address.sealed.js';
import {
  clientIdentity,
  contactMethodIdentity,
  perpetratorIdentity,
} from '../../src/parties/party.sealed.js';
import { insertSealed } from '../../src/platform/sealing/sealing.js';
import { sealing } from './sealing.js';

/** Whose referral or case it is. `by` records it; for a case it is the case's advocate. */
export interface Whose {
  readonly team: string;
  readonly by: Person;
}

export interface ClientGiven extends Whose {
  /** The day the client's phone was verified. */
  readonly on?: string;
  readonly sex?: 'female' | 'male';
  readonly name?: string;
  readonly knownAs?: string;
  readonly bornOn?: string;
  readonly phone?: string;
}

/** A client with one phone number, verified as safe at any time, who consented to be contacted and supported. */
export async function givenAClient(
  owner: pg.Client,
  { team, by, sex, name, knownAs, bornOn, phone, on = '2026-02-02' }: ClientGiven,
): Promise<string> {
  const clientId = await idOf(
    owner,
    'INSERT INTO client (organisation_id, team_id, sex) VALUES ($1, $2, $3)',
    [by.organisationId, team, sex ?? 'female'],
  );
  const tx = sealing(owner, by.organisationId);
  const who = {
    fullName: name ?? 'Demo Aster',
    knownAs: knownAs ?? null,
    bornOn: plainDate(bornOn ?? '1991-05-17'),
  };
  const place = { of: clientIdentity, row: clientId, keyId: clientId };
  await insertSealed(tx, place, { full_name: who.fullName, known_as: who.knownAs, born_on: who.bornOn });
  const methodId = await idOf(
    owner,
    `INSERT INTO contact_method (client_id, channel, safe, voicemail_safe, device_watched, withheld_number, safe_minutes, verified_on)
     VALUES ($1, 'phone', 'yes', 'no', 'no', 'no', '{[0,10080)}', $2)`,
    [clientId, on],
  );
  // Numbers beginning 07700 900 are set aside by Ofcom for invention.
  const value = phone ?? '07700 900123';
  await insertSealed(tx, { of: contactMethodIdentity, row: methodId, keyId: clientId }, { value });
  await keepClientClues(tx, clientId, cluesOf({ ...who, reachedBy: [value], knownBy: [] }));
  for (const purpose of ['contact', 'support']) {
    await owner.query(
      `INSERT INTO consent (client_id, purpose, value, how, given_on, recorded_by) VALUES ($1, $2, 'given', 'by_phone', $3, $4)`,
      [clientId, purpose, on, by.userId],
    );
  }
  return clientId;
}

export async function givenAPerpetrator(
  owner: pg.Client,
  { team, by }: Whose,
  name?: string,
): Promise<string> {
  const perpetratorId = await idOf(
    owner,
    'INSERT INTO perpetrator (organisation_id, team_id) VALUES ($1, $2)',
    [by.organisationId, team],
  );
  const place = { of: perpetratorIdentity, row: perpetratorId, keyId: perpetratorId };
  const tx = sealing(owner, by.organisationId);
  const fullName = name ?? 'Invented Bramble';
  await insertSealed(tx, place, { full_name: fullName });
  await keepPerpetratorClues(tx, perpetratorId, nameClues({ fullName, knownAs: null, bornOn: null }));
  return perpetratorId;
}

/** Where a client lives, as far as anybody said. */
export async function givenAnAddress(owner: pg.Client, by: Person, clientId: string): Promise<string> {
  const addressId = await idOf(
    owner,
    `INSERT INTO address (client_id, kind, refuge, recorded_at) VALUES ($1, 'home', 'unknown', '2026-02-02T10:00:00Z')`,
    [clientId],
  );
  const place = { of: addressIdentity, row: addressId, keyId: clientId };
  await insertSealed(sealing(owner, by.organisationId), place, {
    value: '7 Invented Row, Demoton, ZZ99 7ZZ',
  });
  return addressId;
}

/** The id of the row that an INSERT made. */
export async function idOf(owner: pg.Client, insert: string, values: unknown[]): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(`${insert} RETURNING id`, values);
  if (!rows[0]) throw new Error('Nothing was inserted');
  return rows[0].id;
}
