import { codelist, type Code } from '../kernel/codelist.js';
import { channels } from '../parties/contact.codes.js';

/** How an attempt was made: every channel a client may have, and meeting them. */
export const attemptChannels = [...channels, ...codelist({ in_person: 'In person' })];
export type AttemptChannel = Code<typeof attemptChannels>;

export const contactOutcomes = codelist({
  spoke_to_client: 'Spoke with the client',
  spoke_unsafe_cut_short: 'Spoke, but it was not safe and was cut short',
  no_answer: 'No answer',
  voicemail_left: 'Voicemail left',
  voicemail_not_allowed: 'Reached voicemail, where none may be left',
  wrong_number: 'Wrong number',
  third_party_answered: 'Someone else answered',
  number_not_safe: 'Learnt that it is not safe to use',
  text_sent: 'Text sent',
  email_sent: 'Email sent',
  letter_sent: 'Letter sent',
  bounced: 'Message came back',
  did_not_attend: 'Client did not come to meet us',
  declined_support: 'Client declined support',
  callback_agreed: 'Call back agreed',
});
export type ContactOutcome = Code<typeof contactOutcomes>;
