import type { Type } from '@nestjs/common';
import { actRequest, type ActRequest, type Missing } from './act-request.js';
import type { Act } from './order-acts.rules.js';
import {
  EndForm,
  MakeFullForm,
  MakeInterimForm,
  NotifyForm,
  RefuseForm,
  ServeForm,
  VaryForm,
  WithdrawForm,
} from './order.dto.js';
import type { ActOnOrder } from './order.rules.js';
import type { StepAsked } from './orders.service.js';

/** What each act on an order is asked for with: the same fields on a page as over the API. */
export const stepRequests = {
  make_interim: step(MakeInterimForm, ({ on, expiresOn }) => ({ act: 'make_interim', on, until: expiresOn })),
  make_full: step(MakeFullForm, ({ on, lasting, expiresOn }) => {
    if (lasting === 'until_further_order')
      return expiresOn ? lastDayDenied : { act: 'make_full', on, until: lasting };
    return expiresOn ? { act: 'make_full', on, until: expiresOn } : lastDayMissing;
  }),
  refuse: step(RefuseForm, ({ on, reason }) => ({ act: 'refuse', on, reason })),
  withdraw: step(WithdrawForm, ({ on, reason }) => ({ act: 'withdraw', on, reason })),
  serve: step(ServeForm, ({ on, kind }) => ({ act: 'serve', on, kind })),
  confirm_notification: step(NotifyForm, ({ on }) => ({ act: 'confirm_notification', on })),
  vary: step(VaryForm, ({ on, endChange, expiresOn }) => {
    if (endChange === 'fixed') return expiresOn ? { act: 'vary', on, until: expiresOn } : lastDayMissing;
    if (expiresOn) return lastDayDenied;
    return { act: 'vary', on, until: endChange === 'unchanged' ? null : endChange };
  }),
  end: step(EndForm, ({ on, ending, bothConsent }) => ({
    act: 'end',
    on,
    ending,
    bothConsent: bothConsent === undefined ? null : bothConsent === 'yes',
  })),
} as const satisfies Record<ActOnOrder, unknown>;

const lastDayMissing: Missing = { missing: 'expiresOn', message: 'Enter the last day of the order' };
/** Which of the two is meant cannot be guessed, and a last day lost is an order thought to be in force. */
const lastDayDenied: Missing = {
  missing: 'expiresOn',
  message: 'Select that the order has this last day, or leave the day empty',
};

function step<T extends { version: number; carriesTerms?: 'yes' | 'no' }>(
  form: Type<T>,
  meaning: (given: T) => Act | Missing,
): ActRequest<T, StepAsked> {
  return actRequest(form, (given) => {
    const act = meaning(given);
    return 'missing' in act ? act : { act, version: given.version, carriesTerms: given.carriesTerms };
  });
}
