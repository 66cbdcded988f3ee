import { riskBands, type RiskBand } from '../codes/risk-band.codes.js';
import { CodeOfEach, Id, Narrative, OneOf, Whole } from '../platform/http/fields.js';
import type { Answers } from './instrument.rules.js';
import { answerCodes, modes, type Mode } from './risk.codes.js';

const messages = {
  mode: 'Choose how the questions were put',
  answers: 'Answer with yes, no, don’t know or not asked',
  professionalBand: 'Choose standard, medium or high',
  rationale: 'Say why you judge the risk as you do',
  clientView: 'Say how the client sees the risk',
  version: 'Load the page again',
} as const;

/** Which instrument to begin with, and which returned assessment to do again. */
export class WhichInstrument {
  @Id({ message: 'Choose an instrument', optional: true })
  instrument?: string;

  @Id({ message: 'Choose the assessment to correct', optional: true })
  correcting?: string;
}

/** A new assessment, as far as it has got. */
export class BeginAssessment {
  @Id({ message: 'Choose an instrument' })
  instrumentId!: string;

  @Id({ message: 'Choose the assessment to correct', optional: true })
  correctsId?: string;

  @OneOf(modes, { message: messages.mode })
  mode!: Mode;

  @CodeOfEach(answerCodes, { message: messages.answers })
  answers!: Answers;

  @OneOf(riskBands, { message: messages.professionalBand, optional: true })
  professionalBand?: RiskBand;

  @Narrative({ message: messages.rationale, optional: true })
  rationale?: string;

  @Narrative({ message: messages.clientView, optional: true })
  clientView?: string;
}

/** A draft as it now stands: what is left out is taken away. */
export class ChangeAssessment {
  @Whole({ message: messages.version, min: 1, max: 999_999 })
  version!: number;

  @OneOf(modes, { message: messages.mode })
  mode!: Mode;

  @CodeOfEach(answerCodes, { message: messages.answers })
  answers!: Answers;

  @OneOf(riskBands, { message: messages.professionalBand, optional: true })
  professionalBand?: RiskBand;

  @Narrative({ message: messages.rationale, optional: true })
  rationale?: string;

  @Narrative({ message: messages.clientView, optional: true })
  clientView?: string;
}

/** The submission of a draft, at the version that was read. */
export class SubmitAssessment {
  @Whole({ message: messages.version, min: 1, max: 999_999 })
  version!: number;
}
