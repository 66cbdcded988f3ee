import { policeAreas } from '../codes/police-area.codes.js';
import { relationships } from '../codes/relationship.codes.js';
import { channels, contactHours, safeties, weekdays } from '../parties/contact.codes.js';
import type { RawForm } from '../platform/http/form.js';
import { Page, page } from '../platform/page/page.js';
import { noSafeWays, referralSources, type PublicFormCode } from '../referrals/referral.codes.js';
import type { Desk } from './desk.queries.js';
import { agreements, harms, type ReceiptState } from './intake.codes.js';

const ofOthers = ['self', 'family_friend', 'internal_transfer'];
const lists = {
  channels,
  safeties,
  contactHours,
  weekdays,
  noSafeWays,
  relationships,
  harms,
  policeAreas: policeAreas.toSorted((one, other) => one.label.localeCompare(other.label)),
  sources: referralSources.filter(({ code }) => !ofOthers.includes(code)),
} as const;

const agreed = {
  self: [
    { code: 'given', label: 'Yes' },
    { code: 'refused', label: 'No' },
  ],
  on_behalf: agreements,
  professional: agreements,
} as const;

/** A form, or where it is closed what to do instead; what was typed is given back either way. */
export function formPage(desk: Desk, code: PublicFormCode, form: RawForm): Page {
  const isOpen = desk.forms.includes(code);
  return page('intake/pages/form.njk', {
    desk,
    code,
    form,
    isOpen,
    lists: { ...lists, agreed: agreed[code] },
  });
}

export function statusPage(desk: Desk, form: RawForm): Page {
  return page('intake/pages/receipt.njk', { desk, form });
}

export function tooManyPage(desk: Desk): Page {
  return new Page('intake/pages/too-many.njk', { desk }, 429);
}

const words = {
  received: ['Received', 'It has reached us. Somebody will look at it within one working day.'],
  being_looked_at: [
    'Being looked at',
    'It is with the people who look at what is sent. We say no more than this here, of anybody.',
  ],
  closed: [
    'Closed',
    'It was sent more than four weeks ago, so nothing more is said of it here. If help is still needed, ring us or send it again.',
  ],
  none: [
    'Nothing can be said',
    'Check that both codes are as they were shown. Six weeks after something was sent, nothing is said of it any more.',
  ],
} as const satisfies Record<ReceiptState | 'none', readonly [string, string]>;

/** The state of a receipt in words. */
export function receiptWords(state: ReceiptState | 'none'): { title: string; detail: string } {
  const [title, detail] = words[state];
  return { title, detail };
}
