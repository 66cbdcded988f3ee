import { ApiProperty } from '@nestjs/swagger';
import { riskBands, type RiskBand } from '../codes/risk-band.codes.js';
import { codesOf } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { AskedFor } from './case-tasks.queries.js';
import type { OwnDay } from './day.service.js';
import { audiences, derivedKinds, taskKinds, whens } from './task.codes.js';
import type { Audience, DerivedKind, TaskKind, When } from './task.codes.js';
import type { TaskRule } from './task.rules.js';
import type { CaseTasks } from './tasks.service.js';

export class TaskBody {
  @ApiProperty({
    format: 'uuid',
    description: 'Of the record it follows from, or of the task asked for by hand',
  })
  id!: string;
  @ApiProperty({ enum: codesOf(taskKinds) }) kind!: TaskKind;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) caseId!: string | null;
  @ApiProperty() reference!: string;
  @ApiProperty({ type: String, enum: codesOf(riskBands), nullable: true }) riskBand!: RiskBand | null;
  @ApiProperty({ description: 'Where it is done' }) href!: string;
  @ApiProperty({ type: String, format: 'date' }) dueOn!: PlainDate;
  @ApiProperty({ enum: codesOf(whens) }) when!: When;
  @ApiProperty({ type: String, nullable: true, description: 'Of one asked for by hand' }) title!:
    string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Whose case it is, where it is covered' })
  coveredFor!: string | null;
}

export class TaskPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [TaskBody] }) tasks!: readonly TaskBody[];
}

class CountsBody {
  @ApiProperty() overdue!: number;
  @ApiProperty() today!: number;
  @ApiProperty() week!: number;
  @ApiProperty() later!: number;
}

export class DayBody extends TaskPage {
  @ApiProperty({ type: String, format: 'date' }) today!: PlainDate;
  @ApiProperty({ type: CountsBody }) counts!: CountsBody;
}

class MoveBody {
  @ApiProperty({ type: String, format: 'date', description: 'By when it was to be done before' })
  dueOn!: PlainDate;
  @ApiProperty({ description: 'Who was to do it before' }) forWhom!: string;
  @ApiProperty() movedBy!: string;
  @ApiProperty() movedAt!: Date;
}

export class AskedForBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, format: 'date' }) dueOn!: PlainDate;
  @ApiProperty({ format: 'uuid' }) forStaff!: string;
  @ApiProperty() forWhom!: string;
  @ApiProperty({ format: 'uuid' }) madeBy!: string;
  @ApiProperty() askedBy!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) doneAt!: Date | null;
  @ApiProperty({ type: String, nullable: true }) doneBy!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was said that it need not be done',
  })
  takenBackAt!: Date | null;
  @ApiProperty({ type: String, nullable: true }) takenBackBy!: string | null;
  @ApiProperty({ description: 'To be sent as it is done, moved or taken back' }) version!: number;
  @ApiProperty({ type: [MoveBody], description: 'The latest five, the latest first' })
  moves!: readonly MoveBody[];
}

export class CaseTasksBody {
  @ApiProperty({ type: TaskPage, description: 'What the facts of the case ask for' })
  derived!: TaskPage;
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [AskedForBody], description: 'What somebody asked for by hand' })
  asked!: readonly AskedFor[];
}

export class TaskRuleBody {
  @ApiProperty({ enum: codesOf(derivedKinds) }) kind!: DerivedKind;
  @ApiProperty() days!: number;
  @ApiProperty({ enum: codesOf(audiences) }) forWhom!: Audience;
  @ApiProperty({ description: '0 while nobody has changed it' }) version!: number;
}

export class TaskRulesBody {
  @ApiProperty({ type: [TaskRuleBody] }) rules!: readonly TaskRule[];
}

export function dayBody({ today, counts, paged: { page, pages, total, rows } }: OwnDay): DayBody {
  return { today, counts, page, pages, total, tasks: rows };
}

export function caseTasksBody({ derived, asked: { page, pages, total, rows } }: CaseTasks): CaseTasksBody {
  const { page: factsPage, pages: factsPages, total: facts, rows: tasks } = derived;
  return {
    derived: { page: factsPage, pages: factsPages, total: facts, tasks },
    page,
    pages,
    total,
    asked: rows,
  };
}
