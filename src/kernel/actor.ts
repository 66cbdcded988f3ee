import { codelist, type Code } from './codelist.js';

/** What a person does here. One account has one role; the database has a role of the same name. */
export const roles = codelist({
  advocate: 'Advocate',
  supervisor: 'Supervisor',
  commissioner: 'Commissioner',
  foi_officer: 'FOI officer',
  admin: 'Service administrator',
  auditor: 'Auditor',
  partner: 'Partner',
});
export type Role = Code<typeof roles>;

/**
 * Work without a person. Each has a database role of its own, as narrow as its work: sign_in sees credentials and
 * sessions, relay unsent history, counter the counting views and the frozen cubes, worker what jobs change,
 * keeper the wrapped data keys, sealer the hashes of the log, comparer the names nobody was compared by yet,
 * intake adds what comes by public forms.
 */
export const machineRoles = [
  'sign_in',
  'relay',
  'counter',
  'worker',
  'visitor',
  'keeper',
  'sealer',
  'comparer',
  'intake',
] as const;
export type MachineRole = (typeof machineRoles)[number];

/** What a program outside may be let in for with a service key: one act each. Whoever holds one reads no record of anyone. */
export const keyScopes = codelist({
  aggregates: 'Read published returns',
  send_referrals: 'Send referrals',
});
export type KeyScope = Code<typeof keyScopes>;

/** The database role each is. */
export const keyRoles = {
  aggregates: 'aggregates_key',
  send_referrals: 'referrals_key',
} as const satisfies Record<KeyScope, string>;
export type KeyRole = (typeof keyRoles)[KeyScope];

/** Who is asking, as policies see them. `teamIds` is not here: the database looks teams up, so that leaving one takes effect at once. */
export interface Actor {
  readonly role: Role | MachineRole | KeyRole;
  readonly userId: string | null;
  readonly organisationId: string | null;
}

/** A person who has signed in. The token is what the database believes; the rest only says who that makes them. */
export interface Person extends Actor {
  readonly role: Role;
  readonly userId: string;
  readonly organisationId: string;
  readonly displayName: string;
  readonly token: SessionToken;
}

/** Work without a person. On an errand it acts for whoever caused the event it follows, in that event's case alone. */
export interface Machine extends Actor {
  readonly role: MachineRole;
  readonly userId: null;
  readonly errand: number | null;
}

/** A program outside that came with a service key. The token is the key. */
export interface ServiceKey extends Actor {
  readonly role: KeyRole;
  readonly userId: null;
  readonly organisationId: string;
  readonly keyId: string;
  readonly scope: KeyScope;
  readonly token: SessionToken;
}

/** Whoever may ask for what is published: somebody signed in, or a program of theirs. */
export type Caller = Person | ServiceKey;

/** A machine's own actor, for the organisation it works for, or none where its work spans them all. */
export function machine(role: MachineRole, organisationId: string | null = null): Machine {
  return { role, userId: null, organisationId, errand: null };
}

/** The worker sent to follow an event, by its id. The database looks up for whom and in which case. */
export function onErrand(eventId: number): Machine {
  return { ...machine('worker'), errand: eventId };
}

/** The secret of a session, as its cookie holds it, or a service key. Printing it, logging it or making it JSON shows nothing. */
export class SessionToken {
  readonly #token: string;
  constructor(token: string) {
    this.#token = token;
  }

  reveal(): string {
    return this.#token;
  }
}
