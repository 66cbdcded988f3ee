import type { CodeEntry } from '../kernel/codelist.js';
import { clientView, type ClientFacts, type ContactView } from '../parties/party.view.js';
import { attemptChannels, contactOutcomes } from './attempt.codes.js';

/** What the form of an attempt is made of: the client, and by which of their ways somebody may have tried. */
export function attemptLists(facts: ClientFacts, now: Date) {
  const client = clientView(facts, now);
  const ways = client.methods.filter(({ ended }) => ended === null).map(wayTried);
  return { client, ways, channels: attemptChannels, outcomes: contactOutcomes };
}

/** One of the ways as a choice. Of what must not be used there is only the end, so that nobody dials it in haste. */
function wayTried({ id, channel, value, usable }: ContactView): CodeEntry {
  if (value === null) return { code: id, label: channel };
  return {
    code: id,
    label: usable ? `${channel}: ${value}` : `${channel}: not to be used, ends ${value.slice(-3)}`,
  };
}
