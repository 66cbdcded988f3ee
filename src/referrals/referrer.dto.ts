import type { PlainDate } from '../kernel/plain-date.js';
import { consentValues, consentWays, type ConsentValue, type ConsentWay } from '../parties/consent.codes.js';
import { Day, OneOf } from '../platform/http/fields.js';
import { howChecked, noticeWays, type HowChecked, type NoticeWay } from '../sending/referrer.codes.js';

/** What the person answered to whoever referred them being told. */
export class AgreementForm {
  @OneOf(consentValues, { message: 'Select the answer' })
  value!: ConsentValue;

  @OneOf(consentWays, { message: 'Select how we know the answer', optional: true })
  how?: ConsentWay;

  @Day({ message: 'Enter the day of the answer' })
  givenOn!: PlainDate;

  @Day({ message: 'Enter the last day it holds', optional: true })
  untilOn?: PlainDate;
}

/** That whoever referred is told, or by an email asked to ring. */
export class NoticeForm {
  @OneOf(noticeWays, { message: 'Select how they are told' })
  way!: NoticeWay;

  @OneOf(howChecked, { message: 'Select how you know that it is they', optional: true })
  checked?: HowChecked;
}
