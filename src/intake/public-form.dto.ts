import { policeAreas, type PoliceArea } from '../codes/police-area.codes.js';
import { relationships, type Relationship } from '../codes/relationship.codes.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { channels, contactHours, safeties, weekdays } from '../parties/contact.codes.js';
import type { Channel, ContactHours, Safety, Weekday } from '../parties/contact.codes.js';
import { Day, Narrative, OneOf, Words } from '../platform/http/fields.js';
import { LineOfEach } from '../platform/http/line-of-each.js';
import {
  noSafeWays,
  referralSources,
  type NoSafeWay,
  type ReferralSource,
} from '../referrals/referral.codes.js';
import { agreements, harms, type Agreement, type Harm } from './intake.codes.js';

/** What every public form asks. What is left empty is not known, and of safety unknown is unsafe. */
export class SelfForm {
  @Words({ message: 'Enter a full name' }) fullName!: string;
  @Words({ message: 'Enter what to call them', optional: true }) knownAs?: string;
  @Day({ message: 'Enter the date of birth', optional: true }) bornOn?: PlainDate;
  @OneOf(policeAreas, { message: 'Select the police area' }) policeArea!: PoliceArea;
  @Words({ message: 'Enter who is doing it', optional: true }) perpetratorName?: string;
  @OneOf(relationships, { message: 'Select who they are', optional: true }) relationship?: Relationship;
  @Narrative({ message: 'Enter what is happening' }) whatHappened!: string;

  @OneOf(agreements, { message: 'Select whether we may make contact' }) agreed!: Agreement;
  @OneOf(noSafeWays, { message: 'Select whether any way is safe', optional: true }) noSafeWay?: NoSafeWay;
  @OneOf(channels, { message: 'Select how to make contact', optional: true }) channel?: Channel;
  @Words({ message: 'Enter the number or address', optional: true, max: 300 }) value?: string;
  @OneOf(safeties, { message: 'Select whether it is safe to use', optional: true }) safe?: Safety;
  @OneOf(safeties, { message: 'Select whether a voicemail may be left', optional: true })
  voicemailSafe?: Safety;
  @OneOf(safeties, { message: 'Select whether the device may be watched', optional: true })
  deviceWatched?: Safety;
  @OneOf(safeties, { message: 'Select whether we must hide our number', optional: true })
  withheldNumber?: Safety;
  @OneOf(contactHours, { message: 'Select when it is safe', optional: true }) hours?: ContactHours;
  @LineOfEach(weekdays, { message: 'Enter the times of each day such as 10:00 to 12:00' })
  times?: Partial<Record<Weekday, string>>;
  @Words({ message: 'Enter when it is safe', optional: true }) whenSafe?: string;
  @Words({ message: 'Enter who to say we are', optional: true }) sayWeAre?: string;
  @Words({ message: 'Enter the language', optional: true }) interpreter?: string;
}

/** For somebody else: who sends it, and the words by which our caller will be known. */
export class OnBehalfForm extends SelfForm {
  @Words({ message: 'Enter your name' }) senderName!: string;
  @Words({ message: 'Enter how to reach you', optional: true, max: 300 }) senderReachedBy?: string;
  @Words({ message: 'Enter the pass phrase that you agreed with the person' }) passPhrase!: string;
}

export class ProfessionalForm extends SelfForm {
  @Words({ message: 'Enter your name' }) senderName!: string;
  @OneOf(referralSources, { message: 'Select where you work' }) source!: ReferralSource;
  @Words({ message: 'Enter the name of your organisation', optional: true }) worksFor?: string;
  @Words({ message: 'Enter how to reach you', max: 300 }) senderReachedBy!: string;
  @OneOf(harms, { message: 'Select whether somebody may come to serious harm', optional: true })
  seriousHarm?: Harm;
  @Narrative({ message: 'Enter what harm you fear', optional: true }) whyWithout?: string;
}

/** Any of the forms, as what it has in common with the others. */
export type PublicForm = SelfForm & Partial<OnBehalfForm> & Partial<ProfessionalForm>;

export class ReceiptForm {
  @Words({ message: 'Enter the reference', max: 30 }) reference!: string;
  @Words({ message: 'Enter the second code', max: 30 }) secret!: string;
}
