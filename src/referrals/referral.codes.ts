import { codelist, type Code } from '../kernel/codelist.js';

/** Who asked. A source that is not known is an unknown with its reason, never a code. */
export const referralSources = codelist({
  police: 'Police',
  police_digital_auto: 'Police, sent automatically',
  self: 'The client',
  national_stalking_helpline: 'National Stalking Helpline',
  suzy_lamplugh: 'Suzy Lamplugh Trust',
  paladin: 'Paladin',
  idva: 'Independent domestic violence adviser',
  isva: 'Independent sexual violence adviser',
  da_service: 'Domestic abuse service',
  victim_hub: 'Victim hub or care unit',
  witness_care: 'Witness care unit',
  cps: 'Crown Prosecution Service',
  probation_vlo: 'Probation or victim liaison officer',
  prison: 'Prison',
  health_gp: 'GP',
  health_ed: 'Hospital or emergency department',
  mental_health: 'Mental health service',
  housing: 'Housing',
  adult_social_care: 'Adult social care',
  children_social_care: "Children's social care",
  education: 'School, college or university',
  employer: 'Employer',
  marac: 'MARAC',
  masp: 'Multi-agency stalking partnership',
  mappa: 'MAPPA',
  solicitor: 'Solicitor',
  mp: 'Member of Parliament',
  family_friend: 'Family or friend',
  other_charity: 'Another charity',
  internal_transfer: 'Transfer within the service',
  other: 'Another source',
});
export type ReferralSource = Code<typeof referralSources>;

/** The forms that are open to whoever has no account, by who fills them in. */
export const publicForms = codelist({
  self: 'For yourself',
  on_behalf: 'For somebody who asked you to',
  professional: 'As part of your work',
});
export type PublicFormCode = Code<typeof publicForms>;

export const reportedToPolice = codelist({ yes: 'Yes', no: 'No' });
export type ReportedToPolice = Code<typeof reportedToPolice>;

/** What the police wrote it down as, where it was reported. Recording is theirs, and is not the same as what happened. */
export const policeRecordings = codelist({
  stalking: 'Stalking',
  harassment: 'Harassment',
  malicious_communications: 'Malicious communications',
  other: 'Another crime',
  no_crime: 'No crime recorded',
  not_known: 'Not known to the referrer',
});
export type PoliceRecording = Code<typeof policeRecordings>;

/** That there is no safe way to reach someone is said, never left to be read from an empty list. */
export const noSafeWays = codelist({ yes: 'No safe way to reach the person is known' });
export type NoSafeWay = Code<typeof noSafeWays>;

/** Whether somebody who looks like a person already referred is that person. */
export const samenesses = codelist({
  someone_else: 'No, this is someone else',
  duplicate: 'Yes, and this is the same referral come twice',
  again: 'Yes, and this is a new referral of them',
});
export type Sameness = Code<typeof samenesses>;
