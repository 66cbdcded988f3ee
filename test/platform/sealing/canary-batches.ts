import { aRow, asCodes, batchDesk, sheet } from '../../intake/batch-desk.js';
import type { TestApp } from '../../support/app.js';
import type { GivenService } from '../../support/given-service.js';

/** A sheet with canaries in what is kept, in what cannot be read, and in the words its sender uses; begun, and so remembered. */
export async function tellASheet(house: TestApp, service: GivenService, canary: string): Promise<void> {
  const desk = batchDesk(house, service.supervisor);
  const told = { 'Full name': `Invented ${canary}`, Phone: '07700 900911', Summary: `Invented ${canary}` };
  const rows = [
    aRow(1, { ...told, Relationship: canary }),
    aRow(2, { ...told, DOB: `1947-11-23 ${canary}` }),
  ];
  const { body } = await desk.upload(sheet(rows));
  const { id } = body as { id: string };
  const answer = await desk.check(id, { ...asCodes, [canary]: 'stranger' });
  expect(answer.status).toBe(204);
  await desk.begin(id);
}
