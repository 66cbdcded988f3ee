import { codelist, type Code } from '../kernel/codelist.js';

export const batchStates = codelist({
  uploaded: 'Waits to be checked',
  checked: 'Waits to be recorded',
  recording: 'Being recorded',
  recorded: 'Recorded',
  discarded: 'Discarded',
  undone: 'Undone',
});
export type BatchState = Code<typeof batchStates>;

/** What a second supervisor says to taking a sheet back. */
export const undoingDecisions = codelist({ approved: 'Taken back', refused: 'Left as it is' });

export const batchFindings = codelist({
  ready: 'Ready',
  likely_duplicate: 'Likely duplicate',
  in_error: 'In error',
});
export type BatchFinding = Code<typeof batchFindings>;

/** How the letters of a sheet are written. Excel still writes the second where nobody tells it otherwise. */
export const sheetEncodings = codelist({ utf8: 'UTF-8', windows1252: 'Windows-1252' });
export type SheetEncoding = Code<typeof sheetEncodings>;

export const sheetSeparators = codelist({ comma: 'Commas', semicolon: 'Semicolons' });
export type SheetSeparator = Code<typeof sheetSeparators>;

/** Who sends sheets. */
export const batchSources = codelist({
  police: 'Police',
  police_digital_auto: 'Police, sent automatically',
});
export type BatchSource = Code<typeof batchSources>;

/** What a column of a sheet can be. What no column is, is asked for every row, or is not known because it was not supplied. */
export const batchFields = codelist({
  full_name: 'Full name',
  known_as: 'Known as',
  born_on: 'Date of birth',
  age: 'Age',
  sex: 'Sex',
  police_area: 'Police area they live in',
  perpetrator_name: 'Name of the perpetrator',
  relationship: 'Who the perpetrator is to them',
  cyber_element: 'Cyber element',
  what_happened: 'What happened',
  police_recorded_as: 'What the police recorded it as',
  contact_consent: 'Consent to be contacted by us',
  support_consent: 'Consent to be supported by us',
  police_consent: 'Consent to information going to the police',
  phone: 'Phone number',
  email: 'Email address',
  safe: 'Whether it is safe to use',
  voicemail_safe: 'Whether a voicemail may be left',
  device_watched: 'Whether the device may be watched',
  withheld_number: 'Whether our number must be withheld',
  contact_hours: 'Whether it is safe at any time',
  say_we_are: 'Who to say we are',
  when_safe: 'When it is safe, in words',
});
export type BatchField = Code<typeof batchFields>;
