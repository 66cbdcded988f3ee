import { AsyncLocalStorage } from 'node:async_hooks';
import { EventSubscriber, type EntitySubscriberInterface, type QueryRunner } from 'typeorm';

type Stamp = (tx: QueryRunner) => Promise<void>;

const stamps = new AsyncLocalStorage<Stamp>();

/** Does work in which every transaction, before it commits, is stamped: what the stamp writes stands or falls with it. */
export function stampingTransactions<T>(stamp: Stamp, work: () => Promise<T>): Promise<T> {
  return stamps.run(stamp, work);
}

@EventSubscriber()
export class BeforeCommit implements EntitySubscriberInterface {
  async beforeTransactionCommit({ queryRunner }: { queryRunner: QueryRunner }): Promise<void> {
    await stamps.getStore()?.(queryRunner);
  }
}
