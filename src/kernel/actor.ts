import { codelist, type Code } from './codelist.js';

/** What a person does here. One account has one role; the database has a role of the same name. */
export const roles = codelist({
  advocate: 'Advocate',
  supervisor: 'Supervisor',
  commissioner: 'Commissioner',
  foi_officer: 'FOI officer',
  admin: 'Service administrator',
});
export type Role = Code<typeof roles>;

/**
 * Work without a person. Each has a database role of its own, as narrow as its work: sign_in sees credentials and
 * sessions, relay unsent history, counter the counting views and the frozen cubes, worker what jobs change,
 * keeper the wrapped data keys.
 */
export const machineRoles = ['sign_in', 'relay', 'counter', 'worker', 'visitor', 'keeper'] as const;
export type MachineRole = (typeof machineRoles)[number];

/** Who is asking, as policies see them. `teamIds` is not here: the database looks teams up, so that leaving one takes effect at once. */
export interface Actor {
  readonly role: Role | MachineRole;
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

/** A machine's own actor, for the organisation it works for, or none where its work spans them all. */
export function machine(role: MachineRole, organisationId: string | null = null): Machine {
  return { role, userId: null, organisationId, errand: null };
}

/** The worker sent to follow an event, by its id. The database looks up for whom and in which case. */
export function onErrand(eventId: number): Machine {
  return { ...machine('worker'), errand: eventId };
}

/** The secret of a session, as its cookie holds it. Printing it, logging it or making it JSON shows nothing. */
export class SessionToken {
  readonly #token: string;
  constructor(token: string) {
    this.#token = token;
  }

  reveal(): string {
    return this.#token;
  }
}
