import { attemptMade, supportedOn } from '../../src/cases/attempt.rules.js';
import { newAdvocate, soundClosure } from '../../src/cases/case.rules.js';
import { contactOutcomes } from '../../src/cases/attempt.codes.js';
import { codesOf } from '../../src/kernel/codelist.js';
import { plainDate } from '../../src/kernel/plain-date.js';

const opened = { openedOn: plainDate('2026-02-02'), lastContactOn: null };
const today = plainDate('2026-03-03');

describe('a case closes', () => {
  it.each(['2026-02-02', '2026-03-03'])('on %s, the first or the last day it can', (day) => {
    const closure = { closedOn: plainDate(day), reason: 'support_completed' } as const;
    expect(soundClosure(closure, opened, today)).toBe(closure);
  });

  it.each([
    ['tomorrow', '2026-03-04', 'closed-in-the-future'],
    ['before it was opened', '2026-02-01', 'closed-before-opened'],
  ])('not %s', (_, day, rule) => {
    const closure = { closedOn: plainDate(day), reason: 'other' } as const;
    expect(() => soundClosure(closure, opened, today)).toThrow(expect.objectContaining({ rule }));
  });

  it('no earlier than the day of the last attempt to reach the client', () => {
    const tried = { ...opened, lastContactOn: plainDate('2026-02-20') };
    const closedOn = (day: string) => ({ closedOn: plainDate(day), reason: 'other' }) as const;
    expect(soundClosure(closedOn('2026-02-20'), tried, today).closedOn).toBe('2026-02-20');
    expect(() => soundClosure(closedOn('2026-02-19'), tried, today)).toThrow(
      expect.objectContaining({ rule: 'closed-before-contact' }),
    );
  });
});

describe('a case goes', () => {
  it('to another advocate of its team', () => {
    expect(newAdvocate('other', 'present', ['present', 'other'])).toBe('other');
  });

  it.each([
    ['to nobody outside its team', 'stranger', 'cannot-take-the-case'],
    ['not to the advocate it has', 'present', 'already-allocated'],
  ])('%s', (_, chosen, rule) => {
    expect(() => newAdvocate(chosen, 'present', ['present', 'other'])).toThrow(
      expect.objectContaining({ rule }),
    );
  });
});

describe('an attempt to reach a client', () => {
  const now = new Date('2026-03-03T10:00:00Z');

  it('may be of this very moment, and not of a later one', () => {
    expect(attemptMade(now, now)).toBe(now);
    const later = new Date('2026-03-03T10:00:01Z');
    expect(() => attemptMade(later, now)).toThrow(expect.objectContaining({ rule: 'attempt-in-the-future' }));
  });

  it.each(codesOf(contactOutcomes))(
    'that came to %s supports the client only where they spoke, both ways',
    (outcome) => {
      expect(supportedOn({ at: now, outcome }, opened.openedOn)).toBe(
        outcome === 'spoke_to_client' ? '2026-03-03' : null,
      );
    },
  );

  it.each([
    ['the day before it opened', '2026-02-01T23:59:00Z', null],
    ['the day it opened', '2026-02-02T00:00:00Z', '2026-02-02'],
    ['23:30 UTC on 30 June, which is 1 July in London', '2026-06-30T23:30:00Z', '2026-07-01'],
  ])('counts by the day in London: %s', (_, at, day) => {
    expect(supportedOn({ at: new Date(at), outcome: 'spoke_to_client' }, opened.openedOn)).toBe(day);
  });
});
