import { periodOfQuarter } from '../kernel/period.js';
import { csv } from '../platform/http/csv.js';
import { rowsOf } from './figure-rows.rules.js';
import { definitions } from './measure-definition.js';
import type { ReturnDocument } from './return-document.js';

const columns = [
  'measure',
  'definition_version',
  'service',
  'from',
  'to',
  'counted_to',
  'area_code',
  'area',
  'quarter',
  'decision',
  'sex',
  'relationship',
  'cyber',
  'outcome',
  'figure',
];

/** A return's figures, one a line. `figure` is rounded like all of them; what is not split says Total. */
export function returnCsv(document: ReturnDocument): string {
  const { contract, snapshot, from, to } = document;
  const whole = [periodOfQuarter(from).from, periodOfQuarter(to).to];
  const lines = rowsOf(document.figures).map((row) => [
    row.label,
    row.definitionVersion,
    contract.service,
    ...whole,
    snapshot.countedTo,
    row.area.code,
    row.area.label,
    row.quarter.label,
    row.decision.label,
    row.sex.label,
    row.relationship.label,
    row.cyber.label,
    row.outcome.label,
    row.figure,
  ]);
  return csv([columns, ...lines]);
}

/** What the measures count, one a line, to be kept with the figures. */
export function definitionsCsv(): string {
  return csv([
    ['measure', 'definition_version', 'unit', 'window', 'rule'],
    ...definitions.map(({ label, version, unit, window, rule }) => [label, version, unit, window, rule]),
  ]);
}
