import type { EntityManager } from 'typeorm';
import { Stale } from '../kernel/errors.js';
import type { DerivedKind } from './task.codes.js';
import { rulesOf, type TaskRule } from './task.rules.js';

/** The rule of every kind, in the organisation of whoever asks. */
export async function taskRulesNow(tx: EntityManager): Promise<TaskRule[]> {
  return rulesOf(
    await tx.query<TaskRule[]>('SELECT kind, days, for_whom AS "forWhom", version FROM task_rule'),
  );
}

/** Version 0 is of a rule that nobody changed yet. @throws Stale where somebody did meanwhile */
export async function keepTaskRule(tx: EntityManager, rule: TaskRule): Promise<void> {
  const values = [rule.kind, rule.days, rule.forWhom];
  const written =
    rule.version === 0
      ? await tx.query<unknown[]>(
          'INSERT INTO task_rule (kind, days, for_whom) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING version',
          values,
        )
      : (
          await tx.query<[unknown[], number]>(
            'UPDATE task_rule SET days = $2, for_whom = $3 WHERE kind = $1 AND version = $4 RETURNING version',
            [...values, rule.version],
          )
        )[0];
  if (written.length === 0) throw new Stale(await versionNow(tx, rule.kind));
}

async function versionNow(tx: EntityManager, kind: DerivedKind): Promise<number | null> {
  return (await taskRulesNow(tx)).find((rule) => rule.kind === kind)?.version ?? null;
}
