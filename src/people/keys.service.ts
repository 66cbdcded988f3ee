import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { KeyScope, Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound } from '../kernel/errors.js';
import { authorise } from '../kernel/policy.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { insertKey, keysOnPage, keyWith, type KeyListed, type NewKey } from './key.queries.js';
import type { KeyForm, ReplacementForm } from './key.dto.js';
import { serviceKeys } from './key.policy.js';
import { checkKey, scopesOf } from './key.rules.js';
import { whereApproved } from './obstructed.js';
import { kindOf, ownTeams, teamsToChoose } from './staff.queries.js';

/** A new key, and the only sight there will ever be of it. It is worth nothing until somebody else approves it. */
export interface KeyMade {
  readonly id: string;
  readonly name: string;
  readonly key: string;
}

/** The keys an organisation gives to programs outside. */
@Injectable()
export class KeysService {
  constructor(private readonly db: UnitOfWork) {}

  list(actor: Person, page: unknown): Promise<Paged<KeyListed>> {
    return this.db.run(actor, (tx) => keysOnPage(tx, page));
  }

  show(actor: Person, id: string): Promise<KeyListed> {
    return this.db.run(actor, (tx) => existing(tx, id));
  }

  choices(actor: Person): Promise<{ scopes: readonly KeyScope[]; teams: CodeEntry[] }> {
    return this.db.run(actor, async (tx) => ({
      scopes: scopesOf[await kindOf(tx, actor.organisationId)],
      teams: await teamsToChoose(tx),
    }));
  }

  make(actor: Person, { name, scope, teamId: asked, days }: KeyForm): Promise<KeyMade> {
    return this.db.run(actor, async (tx) => {
      const [teamId = null] = await ownTeams(tx, asked === undefined ? [] : [asked]);
      checkKey({ scope, kind: await kindOf(tx, actor.organisationId), teamId });
      return made(tx, { name, scope, teamId, days, replaces: null });
    });
  }

  /** Makes another key of the same act, for the same holder and team. Once it is approved the old one has seven days left. */
  replace(actor: Person, id: string, { days }: ReplacementForm): Promise<KeyMade> {
    return this.db.run(actor, async (tx) => {
      const key = await existing(tx, id);
      authorise(actor, serviceKeys.replace, key);
      const { name, scope, teamId } = key;
      return made(tx, { name, scope, teamId, days, replaces: id });
    });
  }

  /** @throws RuleBroken named after the obstacle, where whoever asks cannot approve it */
  approve(actor: Person, id: string): Promise<void> {
    return this.db.run(actor, async (tx) => {
      await existing(tx, id);
      await whereApproved(() => tx.query('SELECT approve_service_key($1)', [id]));
      await addHistory(tx, { did: 'key.approved', to: id });
    });
  }

  revoke(actor: Person, id: string): Promise<void> {
    return this.db.run(actor, async (tx) => {
      authorise(actor, serviceKeys.revoke, await existing(tx, id));
      await tx.query('UPDATE service_key SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL', [id]);
      await addHistory(tx, { did: 'key.revoked', to: id });
    });
  }
}

async function existing(tx: EntityManager, id: string): Promise<KeyListed> {
  const key = await keyWith(tx, id);
  if (!key) throw new NotFound();
  return key;
}

async function made(tx: EntityManager, wanted: Omit<NewKey, 'secretHash'>): Promise<KeyMade> {
  const secret = randomBytes(32).toString('base64url');
  const id = await insertKey(tx, { ...wanted, secretHash: createHash('sha256').update(secret).digest() });
  await addHistory(tx, { did: 'key.made', to: id });
  return { id, name: wanted.name, key: `lk_${id}_${secret}` };
}
