import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const running = new AsyncLocalStorage<string>();

/** Does work under a request id made here. One sent from outside is not taken: it could carry a name into the log. */
export function underNewRequestId<T>(work: (id: string) => T): T {
  const id = randomUUID();
  return running.run(id, () => work(id));
}

/** The id of the request being answered, which its log lines and its answer share; undefined outside one. */
export function requestId(): string | undefined {
  return running.getStore();
}
