import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { machine } from '../../../src/kernel/actor.js';
import { logAt, serviceAt } from '../../../src/platform/audit/anchor-places.js';
import { Anchoring } from '../../../src/platform/audit/anchoring.js';
import { Log } from '../../../src/platform/log.js';
import { aLog, linesOf, type ALog } from './a-log.js';

let log: ALog;
beforeEach(async () => {
  log = await aLog();
});
afterEach(() => log.stop());

const count = async (sql: string) => {
  const { rows } = await log.database.owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`);
  return rows[0]?.n;
};

describe('the sealer', () => {
  it('picks up an entry whose transaction commits after later ones were sealed', async () => {
    const late = new pg.Client({ connectionString: log.database.ownerUrl });
    await late.connect();
    await late.query('BEGIN');
    await late.query(`INSERT INTO audit.entry (act, actor_role) VALUES ('late.one', 'postgres')`);
    await log.batchOf(3);
    expect(
      await count(`audit.seal_item i JOIN audit.entry e ON e.id = i.entry_id WHERE e.act = 'late.one'`),
    ).toBe(0);
    await late.query('COMMIT');
    await late.end();
    await log.sealer.seal();
    expect(
      await count(`audit.seal_item i JOIN audit.entry e ON e.id = i.entry_id WHERE e.act = 'late.one'`),
    ).toBe(1);
    expect(await count('audit.unsealed')).toBe(0);
    expect((await log.verifying.verify()).faults).toEqual([]);
  });

  it('beside another one neither forks the chain nor seals anything twice', async () => {
    for (let round = 0; round < 5; round += 1) {
      const writes = Array.from({ length: 4 }, () => log.db.run(log.person, () => Promise.resolve()));
      await Promise.all([...writes, log.sealer.seal(), log.sealer.seal(), log.sealer.seal()]);
    }
    await log.sealer.seal();
    const { batches, faults } = await log.verifying.verify();
    expect(faults).toEqual([]);
    expect(batches).toBeGreaterThan(2);
    expect(await count('audit.entry')).toBe(await count('audit.seal_item'));
  });

  it('makes no batch of nothing', async () => {
    await log.batchOf(1);
    const batches = await count('audit.batch');
    await log.sealer.seal();
    expect(await count('audit.batch')).toBe(batches);
  });

  it('sees nothing of what it seals', async () => {
    await log.batchOf(1);
    const asSealer = (columns: string) =>
      log.db.run(machine('sealer'), (tx) => tx.query<unknown[]>(`SELECT ${columns} FROM audit.entry`));
    expect((await asSealer('id, leaf')).length).toBeGreaterThan(0);
    await expect(asSealer('act')).rejects.toThrow('permission denied');
  });
});

describe('heads', () => {
  it('are kept outside once, in their order', async () => {
    for (const entries of [1, 2, 3]) await log.batchOf(entries);
    await log.anchoring.deliver();
    await log.anchoring.deliver();
    expect((await linesOf(log.anchorFile)).map((line) => line.split(' ')[0])).toEqual(['1', '2', '3']);
  });

  it('are given to a second place until it takes them, and it keeps none from the first', async () => {
    const service = await aTaker();
    const anchoring = new Anchoring(log.db, new Log(), [serviceAt(service.url)]);
    await log.batchOf(2);
    await anchoring.deliver();
    expect([service.taken(), await count('audit.anchor')]).toEqual(['', 0]);
    await log.anchoring.deliver();
    service.open();
    await anchoring.deliver();
    expect(service.taken()).toBe(`${(await linesOf(log.anchorFile)).join('\n')}\n`);
    service.close();
  });
});

describe('entries', () => {
  it('are shipped to a server of logs with their heads, once, as they are exported, and anchor nothing', async () => {
    const service = await aTaker();
    service.open();
    const shipping = new Anchoring(log.db, new Log(), [logAt(service.url)]);
    for (const entries of [1, 2, 3]) await log.batchOf(entries);
    await shipping.deliver();
    await shipping.deliver();
    await log.offline();
    expect(service.taken()).toBe(`${(await linesOf(log.exportFile)).filter(isSealed).join('\n')}\n`);
    expect(service.taken()).toMatch(/^\{"batch":1,.*\n\{"entry":\[/);
    const lag = await log.database.owner.query<{ waits: boolean }>(
      `UPDATE audit.batch SET sealed_at = now() - interval '1 hour'; SELECT unanchored_seconds > 3000 AS waits FROM audit.lag()`,
    );
    expect([lag].flat().at(-1)?.rows).toEqual([{ waits: true }]);
    service.close();
  });
});

const isSealed = (line: string) => !line.startsWith('{"unsealed"');

/** Something elsewhere that takes lines by POST, once it is open. */
async function aTaker() {
  const taken: string[] = [];
  let open = false;
  const service = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (text: string) => {
      if (open) taken.push(text);
    });
    request.on('end', () => {
      response.statusCode = open ? 204 : 503;
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(service, 'listening');
  const { port } = service.address() as AddressInfo; // what listens on TCP has one
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    taken: () => taken.join(''),
    open: () => (open = true),
    close: () => service.close(),
  };
}
