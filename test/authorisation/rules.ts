import type { Permission } from '../../src/kernel/policy.js';
import { kindOf, mayCome, type Code } from './cells.js';
import type { Asker } from './people.js';
import { accessOf, type Handled } from './routes.js';
import type { Relation } from './world.js';

/**
 * What each cell may be, from the rules as they are said in words and from what the route declares; nothing of it is read from
 * how the program answers. The table says more than this, and may say nothing against it.
 *
 * - Who has not signed in is told to; a role or a key that the route is not for is answered as if there were nothing.
 * - Another service's record is never there, nor a sealed one to whoever its seal does not name, nor one that somebody is
 *   excluded from, though it be their own and opened in an emergency besides.
 * - Another team's is there only while it is opened in an emergency, and then only for what says that it is for that.
 * - Nobody but caseworkers is ever shown a case, on any list.
 * - One's own sign-in is one's own alone; so is a sheet of referrals, and what was shared with a partner. That a sheet be taken
 *   back is for a colleague alone to decide, once.
 * - One's own and one's team's is there, unless the permission has a condition; what is over may be gone.
 */
export function allowedIn(route: Handled, asker: Asker, relation: Relation): readonly Code[] {
  if (!mayCome(route, asker)) return asker === 'anonymous' ? ['i'] : ['-'];
  const kind = kindOf(route);
  if (kind === 'plain') return isOfAnotherSignIn(route) ? [...reached, '-'] : reached;
  if (kind === 'list') return listable(route, asker, relation);
  if (kind === 'body') return nameable(route, relation);
  if (isHidden(route, relation) || isOfOthersTask(route, asker, relation)) return ['-'];
  return mayBeGone(route, relation) ? [...reached, '-'] : reached;
}

/** How a route answers whoever showed their second factor a while ago. */
export function allowedToStale(route: Handled): readonly (Code | ' ')[] {
  const access = accessOf(route);
  if (typeof access !== 'object') return [...reached, '.', 'c', '-', 'i'];
  if (access.roles.length === 0) return [' '];
  return access.stepUp ? ['s'] : [...reached, '.', 'c', '-', 'u'];
}

/** What a colleague asked of themselves is not another advocate's to move. */
function isOfOthersTask({ template }: Handled, asker: Asker, relation: Relation): boolean {
  return (
    /\/tasks\/:taskId\/(move|moves|withdrawal)$/.test(template) && asker === 'advocate' && relation === 'team'
  );
}

const reached: readonly Code[] = ['+', 'r'];

/** An organisation without a sign-in of its own has nothing to link. */
const isOfAnotherSignIn = (route: Handled): boolean => route.template.startsWith('/account/sso');

/** A letter of the table without how many forms a page offers. */
export function plainly(letter: string | undefined): string | undefined {
  return letter?.replace(/\d/, '+');
}

const far: readonly Relation[] = ['other_team', 'other_service', 'sealed', 'excluded', 'glass_over'];

function isHidden(route: Handled, relation: Relation): boolean {
  if (/:answerId/.test(route.template)) return relation === 'own' || relation === 'team'; // not released yet
  if (/:batchId/.test(route.template)) return relation === 'team' || far.includes(relation);
  if (/:undoingId/.test(route.template)) return relation !== 'team';
  // Whoever works with one of two is kept from the other, and decides nothing between them.
  if (/:counterAllegationId/.test(route.template)) return relation !== 'team' && relation !== 'over';
  if (route.template.includes('/referral-escalations/')) return true; // none of those here is nobody's to open
  if (/:(sessionId|passkeyId)|\/views\/:shareId/.test(route.template)) return relation !== 'own';
  if (relation !== 'glass') return far.includes(relation);
  return !permissionOf(route).inEmergency;
}

/** Conditions are of the person, the thing and its state; whether a record has what is under it is of the record. */
function mayBeGone(route: Handled, relation: Relation): boolean {
  const { when } = permissionOf(route);
  return (
    when !== undefined ||
    relation === 'over' ||
    relation === 'glass' ||
    /\/seal(\/lifting|\/members)?$/.test(route.template) ||
    /\/(received|searches\/new)$/.test(route.template) ||
    // Whether two records are one person is of their state, and of whoever is sealed nobody was seen before.
    /\/unmerging$|:caseId\/seen-before$/.test(route.template) ||
    /:emergencyId|:exclusionId/.test(route.template)
  );
}

function listable(route: Handled, asker: Asker, relation: Relation): readonly Code[] {
  const isCaseworker = asker === 'advocate' || asker === 'supervisor';
  if (isCaseworker && !far.includes(relation)) return ['+', '.', 'c', '-', 'i'];
  // What is public names another service's released answers; nothing else names anything of another service.
  const isPublic = accessOf(route) === 'anyone';
  return relation === 'other_service' && !isPublic
    ? ['.', '-', 'i', ...unseen(route, asker)]
    : ['+', '.', '-', 'i'];
}

/** A page that only sends one on shows nothing of anybody. */
const unseen = ({ template }: Handled, asker: Asker): Code[] =>
  template === '/' || (template === '/home' && asker === 'partner') ? ['+'] : [];

function nameable(route: Handled, relation: Relation): readonly Code[] {
  if (!route.template.endsWith('/emergency-access'))
    return far.includes(relation) ? ['u'] : [...reached, 'u'];
  return relation === 'other_team' || relation === 'glass_over'
    ? ['+']
    : ['u', ...(relation === 'glass' ? reached : [])];
}

const permissionOf = (route: Handled): Permission => {
  const access = accessOf(route);
  return typeof access === 'object' ? access : { roles: [] };
};
