import { QueryFailedError } from 'typeorm';

/** The name of the constraint that was met, by a statement or as the transaction ended; null where it failed otherwise. */
export function brokenConstraint(error: unknown): string | null {
  return saidOf(error, 'constraint');
}

/** What the driver says of a failure: its SQLSTATE, or the constraint that was met; null where it says nothing of that. */
export function saidOf(error: unknown, what: 'code' | 'constraint'): string | null {
  const fault: unknown = error instanceof QueryFailedError ? error.driverError : error; // TypeORM types it as any
  if (!(fault instanceof Error) || !(what in fault)) return null;
  const said: unknown = Reflect.get(fault, what);
  return typeof said === 'string' ? said : null;
}
