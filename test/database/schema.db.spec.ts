import { dataSource } from '../../src/platform/database/data-source.js';

it('up, down, up', async () => {
  const ds = dataSource('postgres://postgres:password@127.0.0.1:54399/dev');
  await ds.initialize();
  await ds.runMigrations();
  for (const _ of ds.migrations) await ds.undoLastMigration();
  await ds.runMigrations();
  await ds.destroy();
}, 60000);
