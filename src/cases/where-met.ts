import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { cases } from './case.policy.js';
import { openCase } from './open-case.js';

/** A client, and what somebody who works here knows them by. */
export interface Met {
  readonly clientId: string;
  /** Of the case, or of the referral. */
  readonly reference: string;
  /** Whose history says what is done; null where there is no case yet. */
  readonly caseId: string | null;
}

/**
 * In what somebody who works here meets a client: a case, or a referral of which there is no case. How the client is reached is
 * kept in the same way in both, and is the client's: a case that a referral becomes finds it as it was left.
 */
export interface Where {
  readonly called: 'case' | 'referral';
  /** Its page. */
  readonly href: string;
  /** Opens it for whoever may keep how its client is reached. @throws NotFound */
  readonly open: (tx: EntityManager, actor: Person) => Promise<Met>;
}

export function inCase(caseId: string): Where {
  return {
    called: 'case',
    href: `/cases/${caseId}`,
    open: async (tx, actor) => {
      const { clientId, reference } = await openCase(tx, actor, { caseId, permission: cases.keepClient });
      return { clientId, reference, caseId };
    },
  };
}
