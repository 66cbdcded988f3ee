import type { Role } from '../../kernel/actor.js';

export interface NavigationItem {
  readonly text: string;
  readonly href: string;
  readonly active: boolean;
}

const caseworkers = ['advocate', 'supervisor'] as const;
const readers = ['commissioner', 'foi_officer'] as const;

/** The places of the program, in the order they are shown, each with the roles that have it. */
const places: readonly { text: string; href: string; roles: readonly Role[] }[] = [
  { text: 'Today', href: '/home', roles: [...caseworkers, ...readers, 'admin', 'auditor'] },
  { text: 'Shared with you', href: '/views', roles: ['partner'] },
  // An advocate's home is their day.
  { text: 'Your day', href: '/day', roles: ['supervisor'] },
  { text: 'Referrals', href: '/referrals', roles: caseworkers },
  { text: 'Cases', href: '/cases', roles: caseworkers },
  { text: 'Helpline', href: '/helpline', roles: [...caseworkers, 'admin'] },
  { text: 'Find a person', href: '/people', roles: caseworkers },
  { text: 'Emergency', href: '/emergency-access/new', roles: caseworkers },
  { text: 'People you know', href: '/conflicts', roles: caseworkers },
  { text: 'Agencies', href: '/agencies', roles: caseworkers },
  { text: 'Workers', href: '/workers', roles: ['supervisor'] },
  { text: 'Reviews', href: '/reviews', roles: ['supervisor'] },
  { text: 'Seen before', href: '/seen-before', roles: ['supervisor'] },
  { text: 'Returns', href: '/returns', roles: readers },
  { text: 'Contracts', href: '/contracts', roles: ['commissioner', 'admin', 'supervisor'] },
  { text: 'Requests', href: '/foi/requests', roles: ['foi_officer'] },
  { text: 'When tasks are due', href: '/task-rules', roles: ['admin'] },
  { text: 'Staff', href: '/staff', roles: ['admin'] },
  { text: 'Public forms', href: '/desk', roles: ['admin'] },
  { text: 'Opening hours', href: '/opening-hours', roles: ['admin'] },
  { text: 'Log', href: '/log', roles: ['auditor'] },
  { text: 'Keys', href: '/keys', roles: ['supervisor', ...readers, 'admin'] },
  { text: 'Approvals', href: '/proposals', roles: ['supervisor', 'foi_officer', 'admin'] },
];

/**
 * Where the screen of immediate danger is: the case's own from any page in it, else where its reference is asked for. Of what is
 * not there it is the latter, so that nothing is told by it.
 */
export function dangerHref(role: Role | undefined, path: string, isThere: boolean): string | null {
  if (role !== 'advocate' && role !== 'supervisor') return null;
  const [, caseId] = /^\/cases\/([0-9a-f-]{36})(?:\/|$)/i.exec(path) ?? [];
  return isThere && caseId !== undefined ? `/cases/${caseId}/danger` : '/dangers/new';
}

export function navigationFor(role: Role | undefined, path: string): NavigationItem[] {
  return places
    .filter((place) => role !== undefined && place.roles.includes(role))
    .map(({ text, href }) => ({ text, href, active: path === href || path.startsWith(`${href}/`) }));
}
