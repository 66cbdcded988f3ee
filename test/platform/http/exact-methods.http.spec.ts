import { randomUUID } from 'node:crypto';
import { request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startApp, type TestApp } from '../../support/app.js';
import { Given } from '../../support/given.js';
import { addressOf, routesOf } from '../../support/routes.js';

const every = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];

let house: TestApp;
let agent: Awaited<ReturnType<TestApp['as']>>;
let port: number;
beforeAll(async () => {
  house = await startApp();
  const given = new Given(house.database.owner);
  agent = await house.as((await given.staff('admin', await given.organisation())).userId);
  await house.app.listen(0);
  ({ port } = house.app.getHttpServer().address() as AddressInfo);
});
afterAll(() => house.stop());

/** By Node's own client: supertest knows no TRACE. */
function answerTo(method: string, path: string): Promise<{ status: number; allow: string | undefined }> {
  return new Promise((resolve, reject) => {
    const asked = ask({ port, method, path }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode ?? 0, allow: answer.headers.allow });
    });
    asked.on('error', reject).end();
  });
}

it('every address takes the methods it declares and no others', async () => {
  const routes = routesOf(house.app);
  const templates = new Set(routes.map(({ template }) => template));
  const wrong: string[] = [];
  for (const template of templates) {
    const path = addressOf(template, {}, randomUUID());
    // Another template may match the same path: /cases/new is a case called "new" too.
    const { allow = '' } = await answerTo('TRACE', path);
    const declared = routes.filter((route) => route.template === template).map(({ method }) => method);
    if (!declared.every((method) => allow.split(', ').includes(method))) wrong.push(`${template}: ${allow}`);
    for (const method of every.filter((each) => !allow.split(', ').includes(each))) {
      const answer = await answerTo(method, path);
      if (answer.status !== 405 || answer.allow !== allow) wrong.push(`${method} ${template}`);
    }
  }
  expect(templates.size).toBeGreaterThan(60);
  expect(wrong).toEqual([]);
});

it('TRACE is refused even where there is nothing', async () => {
  expect(await answerTo('TRACE', '/nothing-here')).toEqual({ status: 405, allow: '' });
});

it('HEAD is answered as GET is, without the body', async () => {
  const [head, get] = [await agent.head('/staff').expect(200), await agent.get('/staff').expect(200)];
  expect(head.text).toBeFalsy();
  expect(head.headers['content-type']).toBe(get.headers['content-type']);
});
