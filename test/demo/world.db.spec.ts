import { Random } from '../../src/demo/random.js';
import { makeWorld } from '../../src/demo/world.js';
import { testDatabase } from '../support/database.js';

/** How large the invented services are. */
describe('the demo’s services', () => {
  it.each([
    [3_000, [2, 1, 1]],
    [30_000, [6, 3, 3]],
  ])('of %s cases have teams of a real size, each with its people', async (cases, teams) => {
    const database = await testDatabase();
    const services = await makeWorld(database.owner, new Random(1), cases);
    expect(services.map((service) => service.teams.length)).toEqual(teams);
    for (const team of services.flatMap((service) => service.teams))
      expect([team.advocates.length >= 3, team.supervisors.length]).toEqual([true, 2]);
    await database.drop();
  });
});
