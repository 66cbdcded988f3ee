import type { KeyRole, MachineRole, Role } from '../../src/kernel/actor.js';

export type Who = Role | MachineRole | KeyRole;

/** What each role may read whoever's it is, and why that harms nobody. Everything else of others is out of reach. */
const everyone = ['organisation', 'organisation_area']; // what services there are, and where, is public
const signInKeeps = [
  'authenticator_app',
  'carried_form',
  'factor_challenge',
  'passkey',
  'pending_sign_in',
  'recovery_code',
  'sign_in_attempt',
];
export const readableOfOthers: Record<Who, readonly string[]> = {
  advocate: everyone,
  supervisor: everyone,
  commissioner: everyone,
  foi_officer: everyone,
  admin: everyone,
  auditor: ['audit.anchor', 'audit.batch', ...everyone], // heads, to be compared with those kept elsewhere
  partner: [], // what was shared with them, functions show
  visitor: [...everyone, 'foi_release'], // the disclosure log: what was released, without who asked
  counter: [...everyone, 'contract', 'contract_area', 'contract_target'], // when to freeze, and for whom
  worker: ['organisation'], // whose log to look through
  comparer: ['organisation'], // whose people to compare
  // Hashes, and which are in which batch: it sees that there was something, and nothing of what.
  sealer: [
    'audit.anchor',
    'audit.batch',
    'audit.entry',
    'audit.seal_item',
    'audit.unsealed',
    'audit.verification',
  ],
  relay: ['event'], // what was not yet relayed, ids alone
  // Whoever signs in has not said who they are. Secrets of apps are sealed, codes hashed, keys public.
  sign_in: [
    ...everyone,
    ...signInKeeps,
    'sign_in_notice',
    'sign_in_policy',
    'sso_link',
    'staff',
    'staff_credential',
  ],
  keeper: ['data_key'], // wrapped keys, and nothing they open
  aggregates_key: ['organisation'], // the services’ names alone
  referrals_key: [],
  // What is shown to everybody, and what is of nobody: receipts and turns point at no record.
  intake: ['intake_desk', 'intake_turn'],
};
export const writableOfOthers: Partial<Record<Who, readonly string[]>> = {
  relay: ['event'],
  sealer: ['audit.unsealed', 'audit.verification'],
  sign_in: signInKeeps,
  intake: ['intake_turn'],
};
