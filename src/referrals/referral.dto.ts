import { cyberElements, cyberTypes, type CyberElement, type CyberType } from '../codes/behaviour.codes.js';
import { sexes, type Sex } from '../codes/demographics.codes.js';
import { policeAreas, type PoliceArea } from '../codes/police-area.codes.js';
import { relationships, type Relationship } from '../codes/relationship.codes.js';
import { unknownReasons, type UnknownReason } from '../codes/unknown-reason.codes.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { consentValues, consentWays, type ConsentValue, type ConsentWay } from '../parties/consent.codes.js';
import { channels, contactHours, safeties, weekdays } from '../parties/contact.codes.js';
import type { Channel, ContactHours, Safety, Weekday } from '../parties/contact.codes.js';
import {
  Day,
  Id,
  ManyOf,
  Narrative,
  OneOf,
  OneOfUnless,
  TimeOfDay,
  Whole,
  Words,
} from '../platform/http/fields.js';
import { LineOfEach } from '../platform/http/line-of-each.js';
import {
  noSafeWays,
  policeRecordings,
  referralSources,
  reportedToPolice,
  samenesses,
} from './referral.codes.js';
import type {
  NoSafeWay,
  PoliceRecording,
  ReferralSource,
  ReportedToPolice,
  Sameness,
} from './referral.codes.js';

const why = 'Select why it is not known';
const way = 'Select how we know the answer';

/** A referral as it is entered, by a person or a program. Of each pair, one: the fact, or why it is not known. */
export class ReferralForm {
  @Id({ message: 'Select the team', optional: true }) teamId?: string;

  @Words({ message: 'Enter the full name of the person referred' }) fullName!: string;
  @Words({ message: 'Enter what they are known as', optional: true }) knownAs?: string;
  @Day({ message: 'Enter the date of birth', optional: true }) bornOn?: PlainDate;
  @Whole({ message: 'Enter an age from 0 to 120', optional: true, min: 0, max: 120 }) age?: number;
  @OneOf(unknownReasons, { message: why, optional: true }) ageUnknownReason?: UnknownReason;
  @OneOfUnless('sexUnknownReason', sexes, { message: 'Select the sex, or why it is not known' }) sex?: Sex;
  @OneOf(unknownReasons, { message: why, optional: true }) sexUnknownReason?: UnknownReason;

  @Day({ message: 'Enter the day the referral was received' }) receivedOn!: PlainDate;
  @TimeOfDay({ message: 'Enter the time the referral was received' }) receivedTime!: string;
  @OneOfUnless('sourceUnknownReason', referralSources, {
    message: 'Select who referred, or why it is not known',
  })
  source?: ReferralSource;
  @OneOf(unknownReasons, { message: why, optional: true }) sourceUnknownReason?: UnknownReason;
  @OneOf(policeAreas, { message: 'Select the police area the person lives in' }) policeArea!: PoliceArea;

  @Words({ message: 'Enter the name of the perpetrator', optional: true }) perpetratorName?: string;
  @OneOfUnless('relationshipUnknownReason', relationships, {
    message: 'Select who the perpetrator is to the person, or why it is not known',
  })
  relationship?: Relationship;
  @OneOf(unknownReasons, { message: why, optional: true }) relationshipUnknownReason?: UnknownReason;
  @OneOfUnless('cyberUnknownReason', cyberElements, {
    message: 'Select whether there is a cyber element, or why it is not known',
  })
  cyberElement?: CyberElement;
  @OneOf(unknownReasons, { message: why, optional: true }) cyberUnknownReason?: UnknownReason;
  @ManyOf(cyberTypes, { message: 'Select kinds of cyber stalking from the list', optional: true })
  cyberTypes?: CyberType[];
  @Narrative({ message: 'Enter what happened' }) whatHappened!: string;

  @OneOfUnless('reportedUnknownReason', reportedToPolice, {
    message: 'Select whether it was reported to the police, or why that is not known',
  })
  reportedToPolice?: ReportedToPolice;
  @OneOf(unknownReasons, { message: why, optional: true }) reportedUnknownReason?: UnknownReason;
  @OneOf(policeRecordings, { message: 'Select what the police recorded it as', optional: true })
  policeRecordedAs?: PoliceRecording;

  @OneOf(consentValues, { message: 'Select the answer about being contacted' }) contactConsent!: ConsentValue;
  @OneOf(consentWays, { message: way, optional: true }) contactConsentHow?: ConsentWay;
  @OneOf(consentValues, { message: 'Select the answer about being supported' }) supportConsent!: ConsentValue;
  @OneOf(consentWays, { message: way, optional: true }) supportConsentHow?: ConsentWay;
  @OneOf(consentValues, { message: 'Select the answer about sharing with the police' })
  policeConsent!: ConsentValue;
  @OneOf(consentWays, { message: way, optional: true }) policeConsentHow?: ConsentWay;

  @OneOf(noSafeWays, { message: 'Select whether a safe way is known', optional: true }) noSafeWay?: NoSafeWay;
  @OneOf(channels, { message: 'Select how the client can be reached', optional: true }) channel?: Channel;
  @Words({ message: 'Enter the number or address', optional: true, max: 300 }) value?: string;
  @OneOf(safeties, { message: 'Select whether it is safe to use', optional: true }) safe?: Safety;
  @OneOf(safeties, { message: 'Select whether a voicemail may be left', optional: true })
  voicemailSafe?: Safety;
  @OneOf(safeties, { message: 'Select whether the device may be watched', optional: true })
  deviceWatched?: Safety;
  @OneOf(safeties, { message: 'Select whether our number must be withheld', optional: true })
  withheldNumber?: Safety;
  @OneOf(contactHours, { message: 'Select when it may be used', optional: true }) hours?: ContactHours;
  @LineOfEach(weekdays, { message: 'Enter the times of each day such as 10:00 to 12:00' })
  times?: Partial<Record<Weekday, string>>;
  @Day({ message: 'Enter the day it was verified with the client', optional: true }) verifiedOn?: PlainDate;
  @Day({ message: 'Enter the day to verify it again', optional: true }) recheckOn?: PlainDate;
  @Words({ message: 'Enter what else there is to know about when', optional: true }) whenSafe?: string;
  @Words({ message: 'Enter who to say we are', optional: true }) sayWeAre?: string;
  @Words({ message: 'Enter who may answer', optional: true }) whoMayAnswer?: string;
  @Words({ message: 'Enter the code word', optional: true }) codeWord?: string;
  @Words({ message: 'Enter the question', optional: true }) codeQuestion?: string;
  @Words({ message: 'Enter the language and whether an interpreter is needed', optional: true })
  interpreter?: string;

  @OneOf(samenesses, { message: 'Select whether it is the same person', optional: true }) sameAs?: Sameness;
  @Words({ message: 'Enter the reference of the earlier referral', optional: true, max: 30 })
  repeats?: string;
}
