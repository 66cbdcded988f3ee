import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound, Stale } from '../kernel/errors.js';
import { authorise } from '../kernel/policy.js';
import { listed } from '../platform/audit/entry.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import { addHistory } from '../platform/database/history.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { joinsATeam, needed } from './dual-control.rules.js';
import { hashOfCode, invitationCode } from './invitation-code.js';
import type { OrganisationKind } from './organisation.codes.js';
import { whereLetGo } from './obstructed.js';
import { proposalsFor, type Proposal } from './proposal.queries.js';
import { emailNotUsable, proposeFor, proposeToAdd, type Waiting } from './propose.js';
import type { StaffForm, StaffStateForm, StaffTeamsForm } from './staff.dto.js';
import { Staff } from './staff.entity.js';
import { staffing } from './staff.policy.js';
import {
  accountOf,
  activeAdminsHeld,
  kindOf,
  leaveTeamsBut,
  ownTeams,
  staffOnPage,
  teamsToChoose,
  type Account,
} from './staff.queries.js';
import { checkPost, checkSuspension } from './staff.rules.js';

/** A new account and the only sight there will ever be of the code with which its holder sets a password. */
export interface Added {
  readonly id: string;
  readonly displayName: string;
  readonly invitation: string;
}

/** The accounts of an administrator's own organisation. A role is never changed: whoever takes up another gets another account. */
@Injectable()
export class StaffService {
  constructor(private readonly db: UnitOfWork) {}

  list(actor: Person, page: unknown): Promise<Paged<Account>> {
    return this.db.run(actor, async (tx) => {
      const shown = await staffOnPage(tx, page);
      await listed(tx, 'staff.listed', { rows: shown.rows, idOf: ({ id }) => id });
      return shown;
    });
  }

  show(
    actor: Person,
    staffId: string,
  ): Promise<{ account: Account; teams: CodeEntry[]; waiting: Proposal[] }> {
    return this.db.run(actor, async (tx) => ({
      account: await existing(tx, staffId),
      teams: await teamsToChoose(tx),
      waiting: await proposalsFor(tx, staffId),
    }));
  }

  choices(actor: Person): Promise<{ kind: OrganisationKind; teams: CodeEntry[] }> {
    return this.db.run(actor, async (tx) => ({
      kind: await kindOf(tx, actor.organisationId),
      teams: await teamsToChoose(tx),
    }));
  }

  /** Adds an account that reads no case, and proposes one that would. */
  async add(actor: Person, form: StaffForm): Promise<Added | Waiting> {
    if (needed.add[form.role] === 'second_person') return this.proposeToAdd(actor, form);
    const { displayName, email, role, ...given } = form;
    const invitation = invitationCode();
    const id = await this.db.run(actor, async (tx) => {
      const teams = await ownTeams(tx, given.teams ?? []);
      checkPost({ role, kind: await kindOf(tx, actor.organisationId), teams });
      const staffId = await opened(tx, [actor.organisationId, role, displayName, email]);
      await tx.query('INSERT INTO invitation (staff_id, proposer_half) VALUES ($1, $2)', [
        staffId,
        hashOfCode(invitation),
      ]);
      await addHistory(tx, { did: 'staff.added', to: staffId });
      return staffId;
    });
    return { id, displayName, invitation };
  }

  /** Takes somebody out of teams at once; joining one waits for a second person. */
  changeTeams(actor: Person, staffId: string, given: StaffTeamsForm): Promise<Waiting | null> {
    return this.db.run(actor, async (tx) => {
      const account = await existing(tx, staffId);
      if (account.version !== given.version) throw new Stale(account.version);
      const teams = await ownTeams(tx, given.teams ?? []);
      checkPost({ role: account.role, kind: await kindOf(tx, actor.organisationId), teams });
      if (
        joinsATeam(
          account.teams.map(({ code }) => code),
          teams,
        )
      )
        return proposeFor(tx, account, { act: 'change_teams', teams });
      await whereLetGo(() => leaveTeamsBut(tx, staffId, teams));
      await addHistory(tx, { did: 'staff.teams_changed', to: staffId });
      return null;
    });
  }

  suspend(actor: Person, staffId: string, { version }: StaffStateForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const admins = await activeAdminsHeld(tx);
      const account = await existing(tx, staffId);
      authorise(actor, staffing.suspend, account);
      checkSuspension(staffId, admins);
      await whereLetGo(() => guardedUpdate(tx, [Staff, { id: staffId, version }], { state: 'suspended' }));
      await addHistory(tx, { did: 'staff.suspended', to: staffId });
    });
  }

  reinstate(actor: Person, staffId: string, { version }: StaffStateForm): Promise<Waiting | null> {
    return this.db.run(actor, async (tx) => {
      const account = await existing(tx, staffId);
      authorise(actor, staffing.reinstate, account);
      if (account.version !== version) throw new Stale();
      if (needed.reinstate[account.role] === 'second_person')
        return proposeFor(tx, account, { act: 'reinstate' });
      await guardedUpdate(tx, [Staff, { id: staffId, version }], { state: 'active' });
      await addHistory(tx, { did: 'staff.reinstated', to: staffId });
      return null;
    });
  }

  /** For whoever forgot their password or lost what they sign in with. Until it is approved, the old one stands. */
  resetSignIn(actor: Person, staffId: string): Promise<Waiting> {
    return this.db.run(actor, async (tx) => {
      const account = await existing(tx, staffId);
      authorise(actor, staffing.resetSignIn, account);
      return proposeFor(tx, account, { act: 'reset_sign_in' });
    });
  }

  private proposeToAdd(actor: Person, { displayName, email, role, ...given }: StaffForm): Promise<Waiting> {
    return this.db.run(actor, async (tx) => {
      const teams = await ownTeams(tx, given.teams ?? []);
      checkPost({ role, kind: await kindOf(tx, actor.organisationId), teams });
      return proposeToAdd(tx, { role, teams, displayName, email });
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
    if (brokenConstraint(error) !== 'staff_email_is_used_once') throw error;
    throw emailNotUsable();
  }
}
