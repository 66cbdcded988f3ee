import { labelOf } from '../kernel/codelist.js';
import type { Person } from '../kernel/actor.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { may } from '../kernel/policy.js';
import type { Paged } from '../platform/page/paging.js';
import type { Emergency } from './emergency.queries.js';
import { emergencyReasons } from './safeguard.codes.js';
import { emergencies } from './safeguard.policy.js';

export function emergencyView(actor: Person, emergency: Emergency, today: PlainDate) {
  const { dueOn, ...facts } = emergency;
  return {
    ...facts,
    why: labelOf(emergencyReasons, emergency.why),
    due: inWords(dueOn),
    overdue: dueOn < today,
    mayJudge: may(actor, emergencies.judge, emergency),
  };
}

export function emergenciesPage(
  actor: Person,
  { paged, today }: { paged: Paged<Emergency>; today: PlainDate },
) {
  return { paged: { ...paged, rows: paged.rows.map((row) => emergencyView(actor, row, today)) } };
}
