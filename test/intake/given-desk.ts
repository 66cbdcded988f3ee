import type { TestApp } from '../support/app.js';
import type { GivenService } from '../support/given-service.js';
import { Given } from '../support/given.js';

/** Opens every public form of a service, Sussex going to its team and all else to the other; the address of its forms. */
export async function givenADesk(house: TestApp, service: GivenService): Promise<string> {
  const { owner } = house.database;
  const admin = await new Given(owner).staff('admin', service.organisation);
  const desk = { shownName: 'Demo Care', telephone: '0113 496 0000', teamId: service.otherTeam, version: 0 };
  const forms = ['self', 'on_behalf', 'professional'];
  await (
    await house.as(admin.userId)
  )
    .post('/desk')
    .type('form')
    .send({ ...desk, forms, 'areas.E23000033': service.team })
    .expect(303);
  const { rows } = await owner.query<{ number: number }>(
    'SELECT number FROM intake_desk WHERE organisation_id = $1',
    [service.organisation],
  );
  return `/forms/${String(rows[0]?.number)}`;
}
