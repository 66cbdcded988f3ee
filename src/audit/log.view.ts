import { isCode, labelOf, type CodeEntry } from '../kernel/codelist.js';
import { roles } from '../kernel/actor.js';
import { auditResults } from '../platform/audit/audit.codes.js';
import type { Paged } from '../platform/page/paging.js';
import type { LogFilter, LogRow } from './log.queries.js';

/** A line of the log as it is shown: ids where a case has names. */
export function logLine(row: LogRow) {
  const { id, at, act, result, reason, requestId, batch } = row;
  return {
    ...{ id, at, act, requestId },
    who: row.by ?? (act === 'stranger.refused' ? 'Nobody we know' : 'Larkspur'),
    role: isCode(roles, row.role) ? labelOf(roles, row.role) : row.role.replaceAll('_', ' '),
    result: labelOf(auditResults, result) + (reason === null ? '' : `: ${reason}`),
    allowed: result === 'allowed',
    about: aboutOf(row),
    fields: row.fields.join(', '),
    sealed: batch === null ? 'Not yet' : `In batch ${String(batch)}`,
  };
}

export function logView(
  filter: LogFilter,
  paged: Paged<LogRow>,
  { people, query }: { people: readonly CodeEntry[]; query: object },
) {
  const { from, to, act, by, result } = filter;
  return {
    paged,
    query,
    lines: paged.rows.map(logLine),
    filter: { values: { from, to, act, by, result }, errors: {} },
    lists: { people, results: auditResults },
  };
}

function aboutOf({ subjectKind, subjectId, caseId, tableName, rowKey, ids }: LogRow): string[] {
  return [
    ...(caseId === null ? [] : [`case ${caseId}`]),
    ...(subjectKind === null || subjectId === null
      ? []
      : [`${subjectKind.replaceAll('_', ' ')} ${subjectId}`]),
    ...(tableName === null
      ? []
      : [
          `${tableName} ${Object.values(rowKey ?? {})
            .map(String)
            .join(' ')}`,
        ]),
    ...ids,
  ];
}
