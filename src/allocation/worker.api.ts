import { ApiProperty } from '@nestjs/swagger';
import { riskBands, type RiskBand } from '../codes/risk-band.codes.js';
import { codesOf } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { abilities, type Ability } from './ability.codes.js';
import type { OpenedAbsence } from './absences.service.js';
import { absenceReasons, type AbsenceReason } from './allocation.codes.js';
import type { Takers, ToHandOver } from './hand-over.rules.js';
import type { Leaver } from './leaving.service.js';
import { loadOf, mostFor } from './weight.rules.js';
import type { OneWorker, WorkersReport } from './workers.service.js';

const day = { type: String, format: 'date' } as const;
const ability = { enum: codesOf(abilities), isArray: true } as const;

export class SuitedBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: [String], description: 'Why, in words' }) reasons!: readonly string[];
}

/** Whoever is not proposed is not told why. */
export class ProposalsBody {
  @ApiProperty({ description: 'Of the case: to be sent with its allocation' }) version!: number;
  @ApiProperty(ability) needs!: readonly Ability[];
  @ApiProperty({ type: [SuitedBody], description: 'Three at most, the best first' })
  proposed!: readonly SuitedBody[];
}

export class LoadBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'Open cases of high risk that whoever asks may see' }) high!: number;
  @ApiProperty() medium!: number;
  @ApiProperty() standard!: number;
  @ApiProperty() notAssessed!: number;
  @ApiProperty({ description: 'High or not assessed 3, medium 2, standard 1' }) weight!: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'The most they can carry; null where nobody recorded it',
  })
  most!: number | null;
  @ApiProperty({ type: Number, nullable: true }) ftePercent!: number | null;
  @ApiProperty({ ...day, nullable: true }) awayUntil!: PlainDate | null;
}

class ReportedBody extends LoadBody {
  @ApiProperty({ description: 'Cases given to them within the days' }) allocated!: number;
  @ApiProperty({ description: 'Of those, to somebody other than those proposed' }) overrides!: number;
}

export class WorkersPage {
  @ApiProperty(day) fromOn!: PlainDate;
  @ApiProperty({ ...day, description: 'Inclusive' }) toOn!: PlainDate;
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [ReportedBody] }) workers!: ReportedBody[];
}

class CapacityBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty(day) fromOn!: PlainDate;
  @ApiProperty() ftePercent!: number;
  @ApiProperty() fullWeight!: number;
  @ApiProperty() setAt!: Date;
  @ApiProperty() setBy!: string;
}

class AbsenceBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) staffId!: string;
  @ApiProperty() name!: string;
  @ApiProperty(day) fromOn!: PlainDate;
  @ApiProperty({ ...day, description: 'Inclusive' }) toOn!: PlainDate;
  @ApiProperty({ enum: codesOf(absenceReasons) }) reason!: AbsenceReason;
}

export class WorkerBody extends LoadBody {
  @ApiProperty(ability) abilities!: readonly Ability[];
  @ApiProperty({ type: [CapacityBody] }) capacities!: readonly CapacityBody[];
  @ApiProperty({ type: [AbsenceBody] }) absences!: readonly AbsenceBody[];
}

class ToHandOverBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() reference!: string;
  @ApiProperty({ type: String, enum: codesOf(riskBands), nullable: true }) riskBand!: RiskBand | null;
  @ApiProperty(ability) needs!: readonly Ability[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) proposedId!: string | null;
}

export class LeaverBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: [ToHandOverBody] }) cases!: ToHandOverBody[];
}

class CoveredBody extends ToHandOverBody {
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) covererId!: string | null;
}

export class OpenedAbsenceBody extends AbsenceBody {
  @ApiProperty({ type: [CoveredBody] }) cases!: CoveredBody[];
}

export class LeftBody {
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'How many cases went to others' }) given!: number;
  @ApiProperty({ type: [String], description: 'References of those that are with nobody now' })
  withNobody!: readonly string[];
}

export function workersPage({ days, paged: { page, pages, total, rows } }: WorkersReport): WorkersPage {
  const workers = rows.map(({ allocated, overrides, ...worker }) => ({
    ...loadOfOne(worker),
    ...{ allocated, overrides },
  }));
  return { ...days, page, pages, total, workers };
}

export function workerBody({ worker, capacities, absences }: OneWorker): WorkerBody {
  return { ...loadOfOne(worker), abilities: worker.abilities, capacities, absences };
}

function loadOfOne({ id, name, caseload, capacity, awayUntil }: OneWorker['worker']) {
  const { ftePercent = null } = capacity ?? {};
  return { id, name, ...caseload, weight: loadOf(caseload), most: mostFor(capacity), ftePercent, awayUntil };
}

export function leaverBody({ id, name, cases, proposed }: Leaver): LeaverBody {
  return { id, name, cases: cases.map((kase) => toHandOver(kase, proposed)) };
}

export function absenceBody({ absence, cases, chosen, proposed }: OpenedAbsence): OpenedAbsenceBody {
  const rows = cases.map((kase) => ({ ...toHandOver(kase, proposed), covererId: chosen[kase.id] ?? null }));
  return { ...absence, cases: rows };
}

/** Without who may take it: nobody asks that of a colleague. */
function toHandOver({ id, reference, riskBand, needs }: ToHandOver, proposed: Takers) {
  return { id, reference, riskBand, needs, proposedId: proposed[id] ?? null };
}
