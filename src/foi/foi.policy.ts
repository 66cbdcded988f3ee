import type { Permission } from '../kernel/policy.js';
import { isSomeoneElse } from './answer-acts.rules.js';

/** What a permission over a drafted answer may ask of it. */
export interface EditionScope {
  readonly draftedBy: string;
}

/** Requests are answered by a public authority's own officers, from figures already published: none of this reaches a case. */
export const foi = {
  view: { roles: ['foi_officer'] },
  record: { roles: ['foi_officer'] },
  seeRequester: { roles: ['foi_officer'] },
  clarify: { roles: ['foi_officer'] },
  close: { roles: ['foi_officer'] },
  search: { roles: ['foi_officer'] },
  draft: { roles: ['foi_officer'] },
  approve: { roles: ['foi_officer'], when: (actor, edition) => isSomeoneElse(actor.userId, edition) },
  release: { roles: ['foi_officer'], stepUp: true },
  review: { roles: ['foi_officer'], when: (actor, edition) => isSomeoneElse(actor.userId, edition) },
} as const satisfies Record<string, Permission<EditionScope>>;
