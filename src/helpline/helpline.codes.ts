import { codelist, type Code } from '../kernel/codelist.js';

/** By which way a contact came to the helpline. */
export const helplineChannels = codelist({
  phone: 'Telephone',
  email: 'Email',
  web_chat: 'Web chat',
  text_message: 'Text message',
});
export type HelplineChannel = Code<typeof helplineChannels>;

const ends = {
  answered: 'Answered',
  abandoned: 'Abandoned while waiting',
  engaged: 'Engaged tone',
  voicemail: 'Went to voicemail',
  no_capacity: 'Nobody free to answer',
  out_of_hours: 'Out of hours',
  reason_not_known: 'Unanswered, why is not known',
} as const;

/** What became of a contact that came: of each exactly one. */
export const helplineEnds = codelist(ends);

/** Everything that is counted: how many came, what became of them, and how many of the unanswered were called back. */
export const helplineFigures = codelist({ presented: 'Presented', ...ends, called_back: 'Called back' });
export type HelplineFigure = Code<typeof helplineFigures>;

/** Why a figure is not known. */
export const whyNotCounted = codelist({
  not_counted_by_system: 'The system does not count it',
  system_failed: 'The system had failed',
  not_kept: 'It was counted, and not kept',
  not_recorded: 'Nobody wrote it down',
});
export type WhyNotCounted = Code<typeof whyNotCounted>;

/** How a count was made. */
export const countedBy = codelist({
  system: 'By the telephone, mail or chat system',
  by_hand: 'By hand, as they came',
  afterwards: 'From records or memory, afterwards',
});
export type CountedBy = Code<typeof countedBy>;
