import { Injectable } from '@nestjs/common';
import { QueryFailedError, type EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import { authorise } from '../kernel/policy.js';
import { addHistory } from '../platform/database/history.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { ConflictTokens } from './conflict-tokens.js';
import { firstPassword } from './first-password.js';
import type { OrganisationKind } from './organisation.codes.js';
import { hashPassword } from './password.js';
import type { StaffForm, StaffStateForm, StaffTeamsForm } from './staff.dto.js';
import { Staff } from './staff.entity.js';
import { staffing } from './staff.policy.js';
import {
  accountOf,
  activeAdminsHeld,
  kindOf,
  ownTeams,
  putInTeams,
  staffOnPage,
  teamsToChoose,
  type Account,
} from './staff.queries.js';
import { checkPost, checkSuspension, worksInTeams } from './staff.rules.js';

/** A new account and the only sight there will ever be of its first password. */
export interface Added {
  readonly id: string;
  readonly displayName: string;
  readonly firstPassword: string;
}

/** The accounts of an administrator's own organisation. A role is never changed: whoever takes up another gets another account. */
@Injectable()
export class StaffService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly tokens: ConflictTokens,
  ) {}

  list(actor: Person, page: unknown): Promise<Paged<Account>> {
    return this.db.run(actor, (tx) => staffOnPage(tx, page));
  }

  show(actor: Person, staffId: string): Promise<{ account: Account; teams: CodeEntry[] }> {
    return this.db.run(actor, async (tx) => ({
      account: await existing(tx, staffId),
      teams: await teamsToChoose(tx),
    }));
  }

  choices(actor: Person): Promise<{ kind: OrganisationKind; teams: CodeEntry[] }> {
    return this.db.run(actor, async (tx) => ({
      kind: await kindOf(tx, actor.organisationId),
      teams: await teamsToChoose(tx),
    }));
  }

  async add(actor: Person, { displayName, email, role, ...given }: StaffForm): Promise<Added> {
    const password = firstPassword();
    const hash = await hashPassword(password); // slow on purpose, so no connection is held meanwhile
    const id = await this.db.run(actor, async (tx) => {
      const teams = await ownTeams(tx, given.teams ?? []);
      checkPost({ role, kind: await kindOf(tx, actor.organisationId), teams });
      const staffId = await opened(tx, [actor.organisationId, role, displayName, email]);
      await tx.query('INSERT INTO staff_credential (staff_id, password_hash) VALUES ($1, $2)', [
        staffId,
        hash,
      ]);
      await putInTeams(tx, staffId, teams);
      await addHistory(tx, { did: 'staff.added', to: staffId });
      if (worksInTeams(role))
        await this.tokens.enter(tx, [
          { party: 'staff', id: staffId, names: [displayName], reachedBy: [email] },
        ]);
      return staffId;
    });
    return { id, displayName, firstPassword: password };
  }

  changeTeams(actor: Person, staffId: string, given: StaffTeamsForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { role } = await existing(tx, staffId);
      const teams = await ownTeams(tx, given.teams ?? []);
      checkPost({ role, kind: await kindOf(tx, actor.organisationId), teams });
      await putInTeams(tx, staffId, teams);
      await addHistory(tx, { did: 'staff.teams_changed', to: staffId });
    });
  }

  suspend(actor: Person, staffId: string, { version }: StaffStateForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const admins = await activeAdminsHeld(tx);
      const account = await existing(tx, staffId);
      authorise(actor, staffing.suspend, account);
      checkSuspension(staffId, admins);
      await guardedUpdate(tx, [Staff, { id: staffId, version }], { state: 'suspended' });
      await addHistory(tx, { did: 'staff.suspended', to: staffId });
    });
  }

  reinstate(actor: Person, staffId: string, { version }: StaffStateForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      authorise(actor, staffing.reinstate, await existing(tx, staffId));
      await guardedUpdate(tx, [Staff, { id: staffId, version }], { state: 'active' });
      await addHistory(tx, { did: 'staff.reinstated', to: staffId });
    });
  }
}

async function existing(tx: EntityManager, staffId: string): Promise<Account> {
  const account = await accountOf(tx, staffId);
  if (!account) throw new NotFound();
  return account;
}

/**
 * An address is used once anywhere, and another organisation's accounts are none of ours to tell of: the answer is the same
 * whoever has it.
 */
async function opened(tx: EntityManager, values: readonly string[]): Promise<string> {
  try {
    const [row] = await tx.query<[{ id: string }]>(
      'INSERT INTO staff (organisation_id, role, display_name, email) VALUES ($1, $2, $3, $4) RETURNING id',
      [...values],
    );
    return row.id;
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new RuleBroken(
      'email-not-usable',
      'An account cannot be made with that email address. Use another.',
    );
  }
}

function isTaken(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const fault: unknown = error.driverError; // TypeORM types it as any
  return fault instanceof Error && 'constraint' in fault && fault.constraint === 'staff_email_is_used_once';
}
