import { codelist, type Code } from '../kernel/codelist.js';

/** How whoever referred somebody is told. An email says only that there is an answer. */
export const noticeWays = codelist({
  by_phone: 'By phone',
  in_person: 'In person',
  email: 'By an email that asks them to ring, and says nothing',
});
export type NoticeWay = Code<typeof noticeWays>;

/** How whoever told them knew that it was they. */
export const howChecked = codelist({
  rang_published_number: 'I rang a number that their organisation publishes',
  known_to_us: 'I know them from their work',
  showed_proof: 'They showed me who they are',
});
export type HowChecked = Code<typeof howChecked>;

export const noticeStates = codelist({
  told: 'Told',
  waiting: 'Waiting to be sent',
  releasing: 'Being sent',
  sent: 'Sent',
  failed: 'Could not be sent',
  stopped: 'Stopped: the person does not agree any more',
});
export type NoticeState = Code<typeof noticeStates>;

/** Why whoever referred may not be told. */
export const whyNotTold = codelist({
  not_decided: 'Nothing has been decided yet',
  sealed: 'The record is sealed',
  repeats_another: 'It repeats another referral, and saying so would tell that the person is known here',
  came_by_themselves: 'They referred themselves',
  referrer_not_known: 'Who referred them is not known',
  not_asked: 'The person has not been asked',
  refused: 'The person refused',
  withdrawn: 'The person took their agreement back',
  expired: 'The person’s agreement has ended',
});
export type WhyNotTold = Code<typeof whyNotTold>;
