/** Of the tables the demo fills, what workers carry and who covers whom. */
export const workerTables = {
  capacity: ['id', 'staff_id', 'from_on', 'fte_percent', 'full_weight', 'set_by', 'set_at'],
  worker_ability: ['staff_id', 'ability'],
  case_need: ['case_id', 'ability'],
  absence: ['id', 'organisation_id', 'staff_id', 'from_on', 'to_on', 'reason', 'made_by', 'made_at'],
  cover: ['id', 'absence_id', 'case_id', 'staff_id', 'made_by', 'made_at'],
} as const satisfies Record<string, readonly string[]>;
