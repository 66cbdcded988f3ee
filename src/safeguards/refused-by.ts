import { QueryFailedError } from 'typeorm';

/** Whether the database refused it for one of these constraints, at the statement or when the transaction ended. */
export function isRefusedBy(error: unknown, constraints: readonly string[]): boolean {
  if (!(error instanceof Error)) return false;
  const fault: unknown = error instanceof QueryFailedError ? error.driverError : error; // TypeORM types it as any
  if (!(fault instanceof Error) || !('constraint' in fault)) return false;
  return constraints.some((constraint) => constraint === fault.constraint);
}
