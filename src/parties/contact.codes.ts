import { codelist, type Code } from '../kernel/codelist.js';

/** The ways a client can be reached. Each is safe or not on its own account: a safe phone says nothing of its voicemail. */
export const channels = codelist({
  phone: 'Phone call',
  text: 'Text message',
  whatsapp: 'WhatsApp or another messaging app',
  email: 'Email',
  post: 'Post',
  video: 'Video call',
  workplace: 'At work',
});
export type Channel = Code<typeof channels>;

/** An answer about safety. Unknown is an answer, and is treated as no. */
export const safeties = codelist({ yes: 'Yes', no: 'No', unknown: 'Not known' });
export type Safety = Code<typeof safeties>;

/** What was said of the hours. Not known is never. */
export const contactHours = codelist({
  any_time: 'At any time',
  certain_times: 'Only at these times',
  unknown: 'Not known',
});
export type ContactHours = Code<typeof contactHours>;

export const weekdays = codelist({
  monday: 'Monday',
  tuesday: 'Tuesday',
  wednesday: 'Wednesday',
  thursday: 'Thursday',
  friday: 'Friday',
  saturday: 'Saturday',
  sunday: 'Sunday',
});
export type Weekday = Code<typeof weekdays>;

/** What the fields of a contact method choose from. */
export const contactLists = { channels, safeties, contactHours, weekdays } as const;
