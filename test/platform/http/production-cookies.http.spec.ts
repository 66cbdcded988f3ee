import request from 'supertest';
import { startApp, type TestApp } from '../../support/app.js';
import { Given } from '../../support/given.js';

let house: TestApp;
beforeAll(async () => {
  house = await startApp(undefined, { publicUrl: 'https://larkspur.example.org' });
});
afterAll(() => house.stop());

it('every cookie is, where people come over HTTPS, kept to this host, to HTTPS and from scripts', async () => {
  const given = new Given(house.database.owner);
  const person = await given.staff('admin', await given.organisation(), { password: true });
  const who = { email: await given.emailOf(person), password: 'three invented words' };
  const server = request(house.app.getHttpServer());
  const answers = [
    await server.get('/sign-in'),
    await server.post('/sign-in').type('form').send(who),
    await server.post('/api/v1/session').send(who),
  ];
  const cookies = answers.flatMap((answer) => answer.get('Set-Cookie') ?? []);
  expect(cookies).not.toEqual([]);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-[\w-]+=[\w.-]+; /);
    expect(cookie.split('; ').slice(1)).toEqual(
      expect.arrayContaining([
        'Path=/',
        'HttpOnly',
        'Secure',
        expect.stringMatching(/^SameSite=(Lax|Strict)$/),
      ]),
    );
    expect(cookie).not.toContain('Domain');
  }
});
