import { Controller, Get } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { CONFIG, type Config } from '../../../src/config.js';
import { Csrf } from '../../../src/platform/http/csrf.js';
import { dress } from '../../../src/platform/http/dress.js';
import { Log } from '../../../src/platform/log.js';
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
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'x-robots-tag': 'none',
        'reporting-endpoints': 'csp="/csp-reports"',
      });
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toContain('data:');
      expect(
        headers['permissions-policy']
          ?.split(', ')
          .every((each: string) => /=\(\)$|^publickey-credentials-(create|get)=\(self\)$/.test(each)),
      ).toBe(true);
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

describe('a browser’s report of a broken policy', () => {
  const reported = async (type: string, body: object) => {
    const lines: string[] = [];
    house.app.get(Log).writeTo({ write: (line) => lines.push(line) });
    const answer = await agent.post('/csp-reports').set('Content-Type', type).send(JSON.stringify(body));
    expect(answer.status).toBe(204);
    return lines.map((line) => JSON.parse(line) as object);
  };
  const about = {
    'document-uri': 'https://here.invalid/cases/Canary',
    'script-sample': 'Canary',
    'blocked-uri': 'inline',
  };

  it.each<[string, string, object]>([
    [
      'an older one',
      'application/csp-report',
      { 'csp-report': { ...about, 'effective-directive': 'script-src-elem' } },
    ],
    [
      'a newer one',
      'application/reports+json',
      [{ type: 'csp-violation', body: { ...about, effectiveDirective: 'style-src-elem' } }],
    ],
  ])('of %s leaves the name of the rule in the log, and nothing else', async (_, type, body) => {
    const [line, ...more] = await reported(type, body);
    expect(line).toMatchObject({
      event: 'page.policy_broken',
      directive: expect.stringMatching(/^(script|style)-src-elem$/),
    });
    expect(JSON.stringify(line)).not.toContain('Canary');
    expect(more).toEqual([]);
  });

  it.each([
    ['is none', { other: 'Canary' }],
    ['lies', { 'csp-report': { 'effective-directive': 'Canary Lane 12' } }],
    ['says a rule that we have not', { 'csp-report': { 'effective-directive': 'jane.doe/07700900123' } }],
    ['was told a moment ago', { 'csp-report': { 'effective-directive': 'script-src-elem' } }],
  ])('that %s leaves nothing', async (_, body) => {
    expect(await reported('application/csp-report', body)).toEqual([]);
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
      imports: [DiscoveryModule],
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
