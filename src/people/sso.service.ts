import { Injectable } from '@nestjs/common';
import { machine, type Person } from '../kernel/actor.js';
import { RuleBroken, SignedOut } from '../kernel/errors.js';
import { Strangers } from '../platform/audit/strangers.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { hashOf, newToken } from '../platform/http/tokens.js';
import { CredentialLog } from './credential-log.js';
import { keepChallenge, takeChallenge } from './second-factor.queries.js';
import { SsoClient, type SsoClaims, type SsoJourney } from './sso-client.js';

/** What comes back: someone whose account it is, or who somebody set out to link to theirs. */
export type SsoReturn =
  | { readonly staffId: string; readonly methods: readonly string[] }
  | { readonly linkTo: string; readonly claims: SsoClaims };

type Kept = SsoJourney & { readonly linkTo: string | null };

/** Accounts known to their organisation's own sign-in. None is ever made from there, and no role is taken from it. */
@Injectable()
export class Sso {
  constructor(
    private readonly db: UnitOfWork,
    private readonly client: SsoClient,
    private readonly log: CredentialLog,
    private readonly strangers: Strangers,
  ) {}

  get isConfigured(): boolean {
    return this.client.isConfigured;
  }

  /** Where to send a browser, and the token it must bring back; `linking` where someone signed in wants to be known there. */
  async setOut(linking: Person | null): Promise<{ url: string; token: string }> {
    const { url, journey } = await this.client.setOut();
    const token = newToken();
    const kept: Kept = { ...journey, linkTo: linking?.userId ?? null };
    await this.db.run(machine('sign_in'), (tx) =>
      keepChallenge(tx, [hashOf(token), 'sso'], Buffer.from(JSON.stringify(kept))),
    );
    return { url, token };
  }

  /** @throws RuleBroken `sso-refused`, `sso-unknown` */
  async comeBack({ token, query }: { token: string | undefined; query: string }): Promise<SsoReturn> {
    const held = await this.db.run(machine('sign_in'), (tx) => takeChallenge(tx, hashOf(token ?? ''), 'sso'));
    if (!held) throw new SignedOut();
    const kept = JSON.parse(held.toString()) as Kept; // as it was kept above
    const claims = await this.client.comeBack(query, kept).catch(async (error: unknown) => {
      if (error instanceof RuleBroken) await this.strangers.refused(error.rule);
      throw error;
    });
    return kept.linkTo === null ? this.accountOf(claims) : { linkTo: kept.linkTo, claims };
  }

  private async accountOf({ issuer, subject, methods }: SsoClaims): Promise<SsoReturn> {
    const [found] = await this.db.run(machine('sign_in'), (tx) =>
      tx.query<{ id: string; organisation_id: string }[]>(
        `SELECT s.id, s.organisation_id FROM sso_link i JOIN staff s ON s.id = i.staff_id
         WHERE i.issuer = $1 AND i.subject = $2 AND s.state = 'active'`,
        [issuer, subject],
      ),
    );
    const whose = found && { staffId: found.id, organisationId: found.organisation_id };
    await this.log.enterAlone({ name: `${issuer} ${subject}`, whose, factor: 'sso' }, found ? null : 'wrong');
    if (!found) throw unknown;
    return { staffId: found.id, methods };
  }
}

const unknown = new RuleBroken(
  'sso-unknown',
  'No account here is linked to that sign-in. Sign in with your password, and link it on the page of your account.',
);
