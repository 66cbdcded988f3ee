import type { Permission } from '../../src/kernel/policy.js';
import { ACCESS } from '../../src/platform/http/access.js';
import { policies } from '../support/policies.js';
import { kindOf, mayCome, relationsTo } from './cells.js';
import { askers, type Asker } from './people.js';
import { accessOf, nameOf, type Handled } from './routes.js';
import type { Relation } from './world.js';

/** One guard taken away from the running program, and what of the table it could make untrue. */
export interface Mutant {
  readonly name: string;
  readonly about: readonly { route: Handled; asker: Asker | 'stale'; relation: Relation }[];
  /** Makes it so, and gives what undoes it. */
  make(): () => void;
}

/** Every declaration of every handler, both ways, and every condition and flag of every permission. */
export async function mutants(routes: readonly Handled[]): Promise<Mutant[]> {
  const ofPermissions = (await policies()).flatMap(([name, policy]) =>
    Object.entries(policy).flatMap(([act, permission]) => ofPermission(`${name}.${act}`, permission, routes)),
  );
  return [...routes.flatMap(ofHandler), ...ofPermissions];
}

function ofHandler(route: Handled): Mutant[] {
  const access = accessOf(route);
  if (access === 'anyone') return [];
  const instead = (name: string, to: unknown, about: readonly Asker[]): Mutant => ({
    name: `${nameOf(route)} ${name}`,
    about: about.map((asker) => ({ route, asker, relation: 'own' })),
    make: () => {
      Reflect.defineMetadata(ACCESS, to, route.handler);
      return () => Reflect.defineMetadata(ACCESS, access, route.handler);
    },
  });
  const [here, away] = [true, false].map((comes) => askers.filter((each) => mayCome(route, each) === comes));
  const closed = instead('declares nothing', undefined, here ?? []);
  if (access === 'anyone_signed_in') return [closed, instead('is open', 'anyone', ['anonymous'])];
  return [closed, instead('asks for no role', 'anyone_signed_in', away ?? [])];
}

function ofPermission(name: string, permission: Permission, routes: readonly Handled[]): Mutant[] {
  const declaring = routes.filter((route) => accessOf(route) === permission);
  const feature = routes.filter((route) => !declaring.includes(route) && isNear(declaring, route));
  const cellsOf = (among: readonly Handled[], wanted: (relation: Relation) => boolean = () => true) =>
    among.flatMap((route) =>
      permission.roles.flatMap((asker) =>
        relationsTo(route)
          .filter(wanted)
          .map((relation) => ({ route, asker, relation })),
      ),
    );
  const near = [...declaring, ...feature].filter((route) => kindOf(route) !== 'plain');
  const instead = (what: string, changed: Partial<Permission>, about: Mutant['about']): Mutant => ({
    name: `${name} ${what}`,
    about,
    make: () => {
      const before = { ...permission };
      Object.assign(permission, changed);
      return () => {
        for (const key of Object.keys(changed)) Reflect.deleteProperty(permission, key);
        Object.assign(permission, before);
      };
    },
  });
  const ofCases = declaring.filter((route) => kindOf(route) === 'case');
  const glass = changesNothing.has(name) ? [] : cellsOf(ofCases, (relation) => relation === 'glass');
  const stale = declaring.map((route) => ({ route, asker: 'stale' as const, relation: 'own' as const }));
  return [
    ...(permission.when
      ? [
          instead('has no condition', { when: () => true }, metByNobody.has(name) ? [] : cellsOf(near)),
          instead('is never', { when: () => false }, cellsOf(near)),
        ]
      : []),
    ...(permission.stepUp ? [instead('asks for no second step', { stepUp: undefined as never }, stale)] : []),
    permission.inEmergency
      ? instead('is not for emergencies', { inEmergency: undefined as never }, glass)
      : instead('is for emergencies too', { inEmergency: true }, glass),
  ].filter(({ about }) => about.length > 0);
}

/**
 * What cannot be met in an emergency: a referral that waits or was turned away has no case, a seal is never opened so, before an
 * assessment is changed its case is asked whether it may be assessed, and the database asks of some whose team the case is.
 */
const changesNothing = new Set([
  ...['referrals.decide', 'referrals.handle', 'referrals.contact', 'referrals.amend', 'referrals.move'],
  ...['referrals.keepClient'],
  ...['seals.view', 'seals.name', 'seals.unseal', 'seenBefore.look'],
  ...['assessments.change', 'shareOverrides.make'],
]);

/**
 * Conditions that only an administrator of whoever pays a service would meet, who is nobody of the matrix: test/people/contract-changes;
 * or that only a referral fails that was accepted or repeats another, and is seen by its team: test/safeguards/referred-methods.
 */
const metByNobody = new Set([
  'referrals.keepClient',
  ...['contracts.propose', 'contracts.withdraw', 'contracts.staff', 'contracts.complaints'],
]);

/** Routes of the same first word: a permission is asked for within a service too, whatever its handler declares. */
function isNear(declaring: readonly Handled[], route: Handled): boolean {
  const first = ({ template }: Handled) => template.replace('/api/v1', '').split('/')[1];
  return declaring.some((each) => first(each) === first(route));
}
