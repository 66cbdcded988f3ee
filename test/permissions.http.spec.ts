import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { keyScopes, roles } from '../src/kernel/actor.js';
import { labelOf } from '../src/kernel/codelist.js';
import type { Permission } from '../src/kernel/policy.js';
import { Open, undeclaredRoutes } from '../src/platform/http/access.js';
import { projectFolder } from '../src/platform/project-folder.js';
import { startApp, type TestApp } from './support/app.js';
import { policies, type Policy } from './support/policies.js';

const page = join(projectFolder, 'docs/permissions.md');
const regenerate = 'UPDATE_PERMISSIONS=1 npm run jest -- test/permissions';

function written(all: [string, Policy][]): string {
  return [
    '# Who may do what',
    '',
    `Written from the policies in \`src/\` by \`${regenerate}\`; the build fails where the two differ.`,
    '“if” is a condition on the person and the thing, given in the last column. Whose records anyone reaches at all is',
    'decided beneath this, by row security in the database. “Grave” is only within five minutes of a second step.',
    'A service key is a program outside, let in for the one act it names.',
    ...all.flatMap(([name, policy]) => ['', `## ${name}`, '', ...table(policy)]),
    '',
  ].join('\n');
}

function table(policy: Policy): string[] {
  const acts = Object.entries(policy).map(([act, permission]) => [
    act.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
    ...roles.map(({ code }) => (permission.roles.includes(code) ? (permission.when ? 'if' : 'yes') : '–')),
    (permission.scopes ?? []).map((scope) => labelOf(keyScopes, scope)).join(', ') || '–',
    permission.stepUp ? 'yes' : '',
    conditionOf(permission),
  ]);
  const heads = ['act', ...roles.map(({ label }) => label), 'Service key', 'grave', 'if'];
  const widths = heads.map((head, column) =>
    Math.max(3, head.length, ...acts.map((act) => act[column]?.length ?? 0)),
  );
  const row = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  return [
    row(heads),
    row(
      heads.map(() => ''),
      '-',
    ),
    ...acts.map((act) => row(act)),
  ];
}

/** A condition by its name where it has one of its own, else by what it says. */
function conditionOf({ when }: Permission): string {
  if (!when) return '';
  const says =
    when.name === 'when'
      ? String(when)
          .replace(/^.*?=>/s, '')
          .replace(/\s+/g, ' ')
          .trim()
      : when.name;
  return `\`${says.replaceAll('|', '\\|')}\``;
}

describe('the page of permissions', () => {
  it(`says what the policies say; if not, run ${regenerate}`, async () => {
    const now = written(await policies());
    if (process.env['UPDATE_PERMISSIONS']) writeFileSync(page, now);
    expect(existsSync(page) ? readFileSync(page, 'utf8') : '').toBe(now);
  });

  it('names each act, who may do it, and on what condition', () => {
    const kept = (_: unknown, letter: { read: boolean }) => !letter.read;
    const letters: Policy = {
      keep: { roles: ['supervisor'], stepUp: true },
      burnAll: {
        roles: ['advocate', 'supervisor'],
        when: (_, letter: { read: boolean }) => letter.read || false,
      },
      send: { roles: ['foi_officer'], when: kept },
      post: { roles: [], scopes: ['send_referrals'] },
    };
    const text = written([['letters', letters]]).replace(/ +/g, ' ');
    expect(text).toContain('| keep | – | yes | – | – | – | – | – | – | yes | |');
    expect(text).toContain('| burn all | if | if | – | – | – | – | – | – | | `letter.read \\|\\| false` |');
    expect(text).toContain('| send | – | – | – | if | – | – | – | – | | `kept` |');
    expect(text).toContain('| post | – | – | – | – | – | – | – | Send referrals | | |');
  });
});

describe('a route that says nothing of who may reach it', () => {
  let house: TestApp;
  beforeAll(async () => {
    house = await startApp();
  });
  afterAll(() => house.stop());

  it('is in no feature', () => {
    expect(undeclaredRoutes(house.app)).toEqual([]);
  });

  it('would be found', async () => {
    @Controller()
    class Forgetful {
      @Get('remembered')
      @Open()
      remembered() {
        return 'anyone';
      }

      @Get('forgotten')
      forgotten() {
        return 'whoever';
      }
    }
    const module = await Test.createTestingModule({
      imports: [DiscoveryModule],
      controllers: [Forgetful],
    }).compile();
    expect(undeclaredRoutes(module)).toEqual(['Forgetful.forgotten']);
  });
});
