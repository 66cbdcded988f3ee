import { labelOf } from '../kernel/codelist.js';
import { inWords, londonDate, type PlainDate } from '../kernel/plain-date.js';
import { addressKinds, type AddressKind } from '../parties/address.codes.js';
import type { WhoseAddress } from '../parties/address.queries.js';
import { whoseView } from '../parties/address.view.js';
import type { AddressToShare } from './address-share.queries.js';
import { copiedItems, type CopiedItem } from './copy.codes.js';
import type { CopiedWords } from './copy.rules.js';
import type { MyView, Opened } from './views.service.js';

/** Where somebody is, as it is called without saying where: "The client: home", or "The client’s child: school, nursery or college". */
export function addressCalled({ kind, ...whose }: WhoseAddress & { kind: AddressKind }): string {
  return `${whoseView(whose)}: ${labelOf(addressKinds, kind).toLowerCase()}`;
}

/** What a copy says, in the order of the codelist. */
export function itemsView(items: readonly CopiedWords[]): { label: string; words: string }[] {
  return copiedItems.flatMap(({ code, label }) =>
    items.filter(({ item }) => item === code).map(({ words }) => ({ label, words })),
  );
}

/** The addresses there are to put in, each called so that one knows it from the others. */
export function addressChoices(addresses: readonly AddressToShare[]): { code: string; label: string }[] {
  return addresses.map(({ id, refuge, recordedAt, ...address }) => {
    const called = `${addressCalled(address)}, recorded on ${inWords(londonDate(recordedAt))}`;
    const isRefuge = address.whose !== 'perpetrator' && refuge !== 'no';
    return { code: id, label: isRefuge ? `${called}. Treat as a refuge` : called };
  });
}

/** Something shared with the partner who asks, as a list has it: nothing of anybody. */
export function myViewView({ shareId, reference, service, sharedOn, untilOn, items }: MyView) {
  const about = items.map((item) => labelOf(copiedItems, item as CopiedItem)); // a view copies nothing else
  return { shareId, reference, service, about, shared: inWords(sharedOn), until: inWords(untilOn) };
}

/** What a partner looks at. */
export function openedView({ view, items, lookedAt }: Opened) {
  const said = items.filter((one): one is CopiedWords & { id: string } => one.item !== 'address');
  const addresses = items.filter(({ item }) => item === 'address').map(({ words }) => words);
  return { ...myViewView(view), items: itemsView(said), addresses, lookedAt };
}

/** The days between which the form of a view lets one choose. */
export function lastDayHint(last: PlainDate): string {
  return `${inWords(last)} at the latest. They can look at it to the end of that day`;
}
