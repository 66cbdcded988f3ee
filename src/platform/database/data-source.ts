import { DataSource, type DataSourceOptions } from 'typeorm';
import pg from 'pg';
import { migrations } from '../../../migrations/index.js';
import { BeforeCommit } from './before-commit.js';

// Days stay text: the driver's default makes a Date of them at local midnight. Counts fit a number.
const { types } = pg;
types.setTypeParser(types.builtins.DATE, (text) => text);
types.setTypeParser(types.builtins.INT8, Number);

type Entities = DataSourceOptions['entities'] & object;

/** How long the program waits before it says that it is busy. What migrates has no entities, and waits as long as it takes. */
const timeouts = {
  connectionTimeoutMillis: 3_000,
  statement_timeout: 5_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 10_000,
} as const;

/** The one data source of the app, the migrations and the tests. It logs nothing: queries carry people's details. */
export function dataSource(url: string, entities: Entities = [], poolSize = 10): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    subscribers: [BeforeCommit],
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    poolSize,
    applicationName: 'larkspur',
    extra: Object.keys(entities).length === 0 ? {} : timeouts,
  });
}
