import { QueryFailedError } from 'typeorm';

/** The name of the constraint that a statement met, or null where it failed otherwise. */
export function brokenConstraint(error: unknown): string | null {
  if (!(error instanceof QueryFailedError)) return null;
  const fault: unknown = error.driverError; // TypeORM types it as any
  if (!(fault instanceof Error) || !('constraint' in fault)) return null;
  return typeof fault.constraint === 'string' ? fault.constraint : null;
}
