import { Controller, Get } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { CONFIG, type Config } from '../../../src/config.js';
import { Csrf } from '../../../src/platform/http/csrf.js';
import { dress } from '../../../src/platform/http/dress.js';
import { startApp, type TestApp } from '../../support/app.js';
import { Given } from '../../support/given.js';

let house: TestApp;
let agent: Awaited<ReturnType<TestApp['as']>>;
beforeAll(async () => {
  house = await startApp();
  const given = new Given(house.database.owner);
  agent = await house.as((await given.staff('admin', await given.organisation())).userId);
});
afterAll(() => house.stop());

describe('every answer', () => {
  it.each(['/sign-in', '/home', '/staff', '/nothing-here', '/api/v1/staff', '/api/v1/nothing'])(
    'at %s lets the browser run and keep nothing that is not ours',
    async (path) => {
      const { headers } = await agent.get(path);
      const policy = headers['content-security-policy'] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
    },
  );

  it.each(['/sign-in', '/home', '/staff', '/staff/new', '/teams', '/password'])(
    'at %s holds no script or style of its own',
    async (path) => {
      const { text } = await agent.get(path);
      expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
      expect([...text.matchAll(/<title>(.*?)<\/title>/gs)].map(([, title]) => title?.trim())).toEqual([
        'Work',
      ]);
    },
  );

  it('of the styles, which say nothing of anyone, may be kept', async () => {
    const { status, headers } = await agent.get('/assets/styles.css');
    expect(status).toBe(200);
    expect(headers['cache-control']).toContain('max-age=3600');
  });
});

describe('in production', () => {
  @Controller()
  class Somewhere {
    @Get('somewhere')
    show() {
      return 'here';
    }
  }

  async function dressedFor(production: boolean): Promise<NestExpressApplication> {
    const module = await Test.createTestingModule({
      controllers: [Somewhere],
      providers: [{ provide: Csrf, useValue: house.app.get(Csrf) }],
    }).compile();
    const app = module.createNestApplication<NestExpressApplication>({ bodyParser: false, logger: false });
    dress(app, { ...house.app.get<Config>(CONFIG), production });
    return app.init();
  }

  it('browsers are told to use HTTPS alone, and the API is not explained', async () => {
    const app = await dressedFor(true);
    const { headers } = await request(app.getHttpServer()).get('/somewhere');
    expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    for (const path of ['/api/docs', '/api/openapi.json'])
      await request(app.getHttpServer()).get(path).expect(404);
    await app.close();
  });

  it('and on one’s own machine the other way about', async () => {
    const app = await dressedFor(false);
    const { headers, body } = await request(app.getHttpServer()).get('/api/openapi.json').expect(200);
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(Object.keys(body.paths)).toEqual(['/somewhere']);
    await app.close();
  });
});
