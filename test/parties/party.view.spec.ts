import { plainDate } from '../../src/kernel/plain-date.js';
import type { ContactRecord } from '../../src/parties/party.queries.js';
import { clientView } from '../../src/parties/party.view.js';
import { anyTime } from '../../src/parties/safe-hours.rules.js';
import { notKnown, worded } from '../../src/parties/worded.view.js';
import { sexes } from '../../src/codes/demographics.codes.js';

const now = new Date('2026-03-03T10:00:00Z');
const client = {
  id: 'c1',
  version: 1,
  fullName: 'Demo Aster',
  knownAs: null,
  bornOn: null,
  sex: null,
  sexUnknownReason: 'not_safe_to_ask',
} as const;

function aMethod(facts: Partial<ContactRecord>): ContactRecord {
  return {
    id: 'm1',
    clientId: 'c1',
    version: 1,
    channel: 'phone',
    value: '07700 900123',
    safe: 'yes',
    voicemailSafe: 'no',
    deviceWatched: 'no',
    verifiedOn: plainDate('2026-02-02'),
    recheckOn: plainDate('2026-05-01'),
    learntOn: null,
    withheldNumber: 'no',
    hours: anyTime,
    endedAt: null,
    addressInDoubt: false,
    whenSafe: null,
    sayWeAre: null,
    whoMayAnswer: null,
    codeWord: null,
    codeQuestion: null,
    interpreter: null,
    ...facts,
  };
}

it('a client whose every method is unsafe is shown as not reachable', () => {
  const view = clientView({ client, methods: [aMethod({ safe: 'unknown' })], consents: [] }, now);
  expect(view.reachable).toBe(false);
  expect(view.methods[0]).toMatchObject({
    usable: false,
    decision: 'Do not use: nobody has said that it is safe',
  });
});

it('what may be used today comes before what may not', () => {
  const methods = [aMethod({ id: 'unsafe', safe: 'no' }), aMethod({ id: 'safe' })];
  const view = clientView({ client, methods, consents: [] }, now);
  expect(view.methods.map(({ id }) => id)).toEqual(['safe', 'unsafe']);
  expect(view.methods[0]?.verified).toBe('Verified on 2 February 2026, to be verified again by 1 May 2026');
});

it('every purpose of consent is shown, asked or not', () => {
  const view = clientView({ client, methods: [], consents: [] }, now);
  expect(view.consents).toHaveLength(8);
  expect(view.consents[0]).toMatchObject({ code: 'contact', inWords: 'Not asked', holds: false });
});

it('a fact that is not known says why', () => {
  expect(worded(sexes, null, 'not_safe_to_ask')).toBe('Not known: not safe to ask');
  expect(worded(sexes, 'female', null)).toBe('Female');
  expect(notKnown(null)).toBe('Not known');
});

it('a client who may be rung safely and has not agreed to it is shown as not having agreed', () => {
  const view = clientView({ client, methods: [aMethod({})], consents: [] }, now);
  expect(view.reachable).toBe(true);
  expect(view.toContact).toMatchObject({ holds: false, inWords: 'Not asked' });
});
