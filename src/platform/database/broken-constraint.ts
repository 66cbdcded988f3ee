import { QueryFailedError } from 'typeorm';

/** The name of the constraint that was met, by a statement or as the transaction ended; null where it failed otherwise. */
export function brokenConstraint(error: unknown): string | null {
  const fault: unknown = error instanceof QueryFailedError ? error.driverError : error; // TypeORM types it as any
  if (!(fault instanceof Error) || !('constraint' in fault)) return null;
  return typeof fault.constraint === 'string' ? fault.constraint : null;
}
