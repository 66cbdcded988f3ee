import type { Person, Role } from '../../src/kernel/actor.js';
import { givenASession } from '../support/becoming.js';
import { Log } from '../../src/platform/log.js';
import { startApp } from '../support/app.js';
import { Cells } from './cells.js';
import { holdChanges } from './held.js';
import { handledRoutes, type Handled } from './routes.js';
import { givenWorld, type World } from './world.js';

/** The whole program, listening, with a record of each kind for everyone, and every change held from its commit. */
export interface Matrix {
  readonly world: World;
  readonly cells: Cells;
  readonly routes: readonly Handled[];
  /** How many rows were changed all the same. */
  kept(): Promise<number>;
  stop(): Promise<void>;
}

export async function openMatrix(): Promise<Matrix> {
  const house = await startApp();
  // Each change that is held is a fault to the program: thousands of lines that say nothing.
  house.app.get(Log).writeTo({ write: () => undefined });
  await house.app.listen(0, '127.0.0.1');
  const { owner } = house.database;
  const world = await givenWorld(house);
  const stale = await sessionsOfAWhileAgo(world);
  // A second step shown at the start would be an old one before everything is asked.
  await owner.query(
    `UPDATE session SET stepped_up_at = now() + interval '1 hour' WHERE stepped_up_at > now() - interval '5 minutes'`,
  );
  await holdChanges(owner);
  const changes = async () => {
    const { rows } = await owner.query<{ count: string }>(
      `SELECT count(*) FROM audit.entry WHERE act ~ '^(row|session|credential)\\.'`,
    );
    return Number(rows[0]?.count);
  };
  const before = await changes();
  return {
    world,
    cells: new Cells(world, stale),
    routes: handledRoutes(house.app),
    kept: async () => (await changes()) - before,
    stop: () => house.stop(),
  };
}

/** Everybody once more, in a session whose second factor was shown six minutes ago. */
async function sessionsOfAWhileAgo({ house, people }: World): Promise<ReadonlyMap<Role, Person>> {
  const { owner } = house.database;
  const stale = new Map<Role, Person>();
  for (const person of Object.values(people.person)) {
    const token = await givenASession(owner, person.userId);
    await owner.query(
      `UPDATE session SET stepped_up_at = now() - interval '6 minutes' WHERE token_hash = sha256($1)`,
      [Buffer.from(token.reveal())],
    );
    stale.set(person.role, { ...person, token });
  }
  return stale;
}
