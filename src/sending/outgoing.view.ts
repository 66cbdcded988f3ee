import { labelOf } from '../kernel/codelist.js';
import { channels } from '../parties/contact.codes.js';
import type { ClientFacts } from '../parties/party.view.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { outgoingKinds, outgoingMessages, outgoingStates, stopReasons } from './outgoing.codes.js';
import type { OutgoingRow } from './outgoing.queries.js';
import { maySend } from './sending.rules.js';
import { clientWords, letterFrame } from './templates.js';

const colours = {
  waiting: 'blue',
  made: 'green',
  releasing: 'yellow',
  sent: 'green',
  failed: 'red',
  unclear: 'red',
  stopped: 'red',
} as const;

/** Something that went out, is to, or was stopped and why, as a list shows it. */
export function outgoingView(row: OutgoingRow) {
  const { id, kind, message, state, stoppedBecause, useAt, madeAt, madeBy, endedAt } = row;
  return {
    ...{ id, useAt, madeAt, madeBy, endedAt },
    kind: labelOf(outgoingKinds, kind),
    channel: labelOf(channels, row.channel),
    says: message === null ? null : labelOf(outgoingMessages, message),
    state: { text: labelOf(outgoingStates, state), colour: colours[state] },
    why: stoppedBecause === null ? null : labelOf(stopReasons, stoppedBecause),
    mayCancel: state === 'waiting' || state === 'made',
  };
}

/**
 * One of them, with what it holds: who and where to, only while it stands and may be used at this very moment, and of a letter
 * only where the address was opened to show it. A calendar entry is of its own time.
 */
export function outgoingRecordView(row: OutgoingRow, opened: OpenedOutgoing, now: Date) {
  const { client, methods, consents, caseClosedOn } = opened;
  const method = methods.find(({ id }) => id === row.methodId);
  const at = row.kind === 'calendar_entry' ? row.useAt : now;
  const decision = method && maySend(row.kind, { method, consents, caseClosedOn }, at);
  const stands = method && decision?.maySend && row.state === 'made' ? method : null;
  const shut = row.kind === 'letter' && !opened.addressOpened;
  const holds = shut ? null : stands;
  return {
    ...outgoingView(row),
    is: row.kind,
    decision: decision?.inWords ?? '',
    mayBeOpened: shut && stands !== null,
    holds: holds && {
      name: client.knownAs ?? client.fullName,
      fullName: client.fullName,
      value: holds.value,
      words: holds,
    },
    letter: row.message === null ? null : { ...letterFrame, words: clientWords[row.message] },
  };
}

export interface OpenedOutgoing extends ClientFacts {
  readonly caseClosedOn: PlainDate | null;
  /** Whether whoever is shown it opened the address for that, which is on record. */
  readonly addressOpened: boolean;
}
