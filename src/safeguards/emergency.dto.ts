import { Narrative, OneOf, Whole, Words } from '../platform/http/fields.js';
import { emergencyHours } from './emergency.rules.js';
import {
  emergencyDecisions,
  emergencyReasons,
  type EmergencyDecision,
  type EmergencyReason,
} from './safeguard.codes.js';

export class EmergencyForm {
  @Words({ message: 'Enter the reference of the case', max: 40 })
  reference!: string;

  @OneOf(emergencyReasons, { message: 'Select why it cannot wait' })
  why!: EmergencyReason;

  @Narrative({ message: 'Say what has happened' })
  words!: string;

  @Whole({ message: 'Enter for how many hours, from 1 to 24', min: 1, max: emergencyHours.most })
  hours!: number;
}

export class JudgementForm {
  @OneOf(emergencyDecisions, { message: 'Select whether it was justified' })
  decision!: EmergencyDecision;

  @Narrative({ message: 'Say why you decide so' })
  reason!: string;
}
