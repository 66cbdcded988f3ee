import { codelist, type Code } from '../kernel/codelist.js';

/** What a client may agree to, each asked and answered apart. Consent to support is not the lawful basis of processing. */
export const consentPurposes = codelist({
  contact: 'To be contacted by us',
  support: 'To be supported by us',
  share_police: 'To information going to the police',
  share_marac: 'To information going to a MARAC',
  share_agency: 'To information going to a named agency',
  share_referrer: 'To whoever referred them being told what was decided',
  research: 'To research and statistics',
  feedback: 'To being asked for feedback',
});
export type ConsentPurpose = Code<typeof consentPurposes>;

export const consentValues = codelist({
  given: 'Given',
  refused: 'Refused',
  withdrawn: 'Withdrawn',
  not_asked: 'Not asked',
});
export type ConsentValue = Code<typeof consentValues>;

/** How the answer reached the service. An answer that was never asked for has none. */
export const consentWays = codelist({
  in_person: 'In person',
  by_phone: 'By phone',
  in_writing: 'In writing',
  online: 'By an online form or message',
  through_referrer: 'Through the referrer',
});
export type ConsentWay = Code<typeof consentWays>;

/** Why something may be done against the client’s answer, or without one: shared with others, or a case opened. */
export const overrideBases = codelist({
  serious_harm: 'To prevent serious harm to somebody',
  safeguarding: 'To safeguard a child, or an adult at risk',
  legal_duty: 'The law, or a court, requires it',
});
export type OverrideBasis = Code<typeof overrideBases>;
