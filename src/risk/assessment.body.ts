import { ApiProperty } from '@nestjs/swagger';
import { riskBands, type RiskBand } from '../codes/risk-band.codes.js';
import { codesOf } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { AssessmentLine } from './assessment.queries.js';
import { couldReach, toolBand } from './band.rules.js';
import { definitionFrom } from './instrument-check.rules.js';
import type { Instrument } from './instrument.entity.js';
import { totals, type Answers, type Definition, type Totals } from './instrument.rules.js';
import {
  answerCodes,
  assessmentStates,
  modes,
  toolBands,
  type AssessmentState,
  type Mode,
  type ToolBand,
} from './risk.codes.js';
import type { AssessmentFacts } from './risk.service.js';

const oneOf = (list: Parameters<typeof codesOf>[0]) => ({ enum: codesOf(list) });
const band = { ...oneOf(riskBands), type: String, nullable: true };

export class MadeBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export class InstrumentBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() code!: string;
  @ApiProperty() edition!: number;
  @ApiProperty() title!: string;
  @ApiProperty() licenceNote!: string;
  @ApiProperty({ type: Object, description: 'Sections of questions, thresholds and overrides' })
  definition!: Definition;
}

export class TotalsBody implements Totals {
  @ApiProperty() yes!: number;
  @ApiProperty() no!: number;
  @ApiProperty({ description: 'Not counted as no' }) dontKnow!: number;
  @ApiProperty() notAsked!: number;
  @ApiProperty() unanswered!: number;
  @ApiProperty() items!: number;
}

export class AssessmentLineBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty(oneOf(assessmentStates)) state!: AssessmentState;
  @ApiProperty() instrument!: string;
  @ApiProperty(oneOf(modes)) mode!: Mode;
  @ApiProperty() author!: string;
  @ApiProperty() begunAt!: Date;
  @ApiProperty({ format: 'date', type: String, nullable: true }) submittedOn!: PlainDate | null;
  @ApiProperty(band) finalBand!: RiskBand | null;
}

export class AssessmentBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) caseId!: string;
  @ApiProperty({ format: 'uuid' }) instrumentId!: string;
  @ApiProperty({ format: 'uuid', type: String, nullable: true }) correctsId!: string | null;
  @ApiProperty({ format: 'uuid', type: String, nullable: true }) correctedById!: string | null;
  @ApiProperty(oneOf(assessmentStates)) state!: AssessmentState;
  @ApiProperty(oneOf(modes)) mode!: Mode;
  @ApiProperty({ format: 'uuid' }) authorId!: string;
  @ApiProperty() begunAt!: Date;
  @ApiProperty({ type: Date, nullable: true }) submittedAt!: Date | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', ...oneOf(answerCodes) } })
  answers!: Answers;
  @ApiProperty() totals!: TotalsBody;
  @ApiProperty({ ...oneOf(toolBands), description: 'What the answers give so far' }) toolBand!: ToolBand;
  @ApiProperty({
    ...oneOf(toolBands),
    description: 'What they would give if the unknown turned out for the worse',
  })
  couldReach!: ToolBand;
  @ApiProperty(band) professionalBand!: RiskBand | null;
  @ApiProperty(band) finalBand!: RiskBand | null;
  @ApiProperty({ type: String, nullable: true }) rationale!: string | null;
  @ApiProperty({ type: String, nullable: true }) clientView!: string | null;
  @ApiProperty({ description: 'To be sent back with a change' }) version!: number;
}

export function assessmentBody({
  assessment,
  narrative,
  instrument,
  correctedById,
}: AssessmentFacts): AssessmentBody {
  const definition = definitionFrom(instrument.definition);
  const { id, caseId, instrumentId, correctsId, state, mode, authorId, begunAt, submittedAt, version } =
    assessment;
  const { answers, professionalBand, finalBand } = assessment;
  return {
    id,
    caseId,
    instrumentId,
    correctsId,
    correctedById,
    state,
    mode,
    authorId,
    begunAt,
    submittedAt,
    version,
    answers,
    professionalBand,
    finalBand,
    rationale: narrative.rationale,
    clientView: narrative.clientView,
    totals: totals(definition, assessment.answers),
    toolBand: assessment.toolBand ?? toolBand(definition, assessment.answers),
    couldReach: couldReach(definition, assessment.answers),
  };
}

export function instrumentBody({
  id,
  code,
  edition,
  title,
  licenceNote,
  definition,
}: Instrument): InstrumentBody {
  return { id, code, edition, title, licenceNote, definition: definitionFrom(definition) };
}

export function lineBody({
  id,
  state,
  instrument,
  mode,
  author,
  begunAt,
  submittedOn,
  finalBand,
}: AssessmentLine): AssessmentLineBody {
  return { id, state, instrument, mode, author, begunAt, submittedOn, finalBand };
}
