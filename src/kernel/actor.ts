import { codelist, type Code } from './codelist.js';

/** What a person does here. One account has one role; the database has a role of the same name. */
export const roles = codelist({
  advocate: 'Advocate',
  supervisor: 'Supervisor',
  commissioner: 'Commissioner',
  foi_officer: 'FOI officer',
  admin: 'Service administrator',
  auditor: 'Auditor',
});
export type Role = Code<typeof roles>;

/**
 * Work without a person. Each has a database role of its own, as narrow as its work: sign_in sees credentials and
 * sessions, relay unsent history, counter the counting views and the frozen cubes, worker what jobs change,
 * sealer the hashes of the log.
 */
export type MachineRole = 'sign_in' | 'relay' | 'counter' | 'worker' | 'visitor' | 'sealer';

/** Who is asking. `teamIds` is not here: the database looks teams up, so that leaving one takes effect at once. */
export interface Actor {
  readonly role: Role | MachineRole;
  readonly userId: string | null;
  readonly organisationId: string | null;
}

/** A person who has signed in. */
export interface Person extends Actor {
  readonly role: Role;
  readonly userId: string;
  readonly organisationId: string;
  readonly displayName: string;
}

/** A machine's own actor, for the organisation it works for, or none where its work spans them all. */
export function machine(role: MachineRole, organisationId: string | null = null): Actor {
  return { role, userId: null, organisationId };
}
