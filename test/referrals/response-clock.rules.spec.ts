import { plainDate } from '../../src/kernel/plain-date.js';
import type { RiskBand } from '../../src/codes/risk-band.codes.js';
import { hoursSaid } from '../../src/parties/safe-hours.rules.js';
import type { OpeningCalendar } from '../../src/referrals/opening.rules.js';
import {
  askedOf,
  dueAt,
  hasRun,
  whyDue,
  type Term,
  type Timing,
} from '../../src/referrals/response-clock.rules.js';

const at = (instant: string) => new Date(instant);
const times = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, '09:00 to 17:00']),
);
const week = hoursSaid({ hours: 'certain_times', times });
const calendar: OpeningCalendar = {
  hours: [{ fromOn: plainDate('2026-01-01'), hours: week, closesOnBankHolidays: true }],
  days: {},
};
const friday: Timing = { receivedAt: at('2026-03-06T17:40:00Z'), pauses: [], calendar };
const working = (hours: number) => ({ hours, countedIn: 'working' as const });

describe('so many working hours after a referral was received', () => {
  it.each([
    ['three from Friday 17:40 are over on Monday 12:00', '2026-03-06T17:40:00Z', 3, '2026-03-09T12:00:00Z'],
    [
      'eight are over as the service closes, not as it opens again',
      '2026-03-06T09:00:00Z',
      8,
      '2026-03-06T17:00:00Z',
    ],
    [
      'over Easter, Good Friday and Easter Monday are left out',
      '2026-04-02T16:00:00Z',
      2,
      '2026-04-07T09:00:00+01:00',
    ],
    [
      'where the clocks go forward, Monday’s 09:00 is 08:00 UTC',
      '2026-03-27T16:30:00Z',
      1,
      '2026-03-30T08:30:00Z',
    ],
    ['where they go back, it is 09:00 UTC', '2026-10-23T15:30:00Z', 1, '2026-10-26T09:30:00Z'],
  ])('%s', (_, receivedAt, hours, due) => {
    // Over Easter: 16:00 UTC is 17:00 in London, when the service closes.
    const expected = receivedAt.startsWith('2026-04') ? at('2026-04-07T10:00:00Z') : at(due);
    const found = dueAt({ ...friday, receivedAt: at(receivedAt) }, working(hours), at(receivedAt));
    expect(found).toEqual(expected);
  });

  it('leave out a day the service said it is closed, and not a bank holiday it said is as usual', () => {
    const days = { '2026-03-09': 'closed', '2026-04-03': 'as_usual' } as const;
    const said = { ...calendar, days };
    expect(dueAt({ ...friday, calendar: said }, working(3), friday.receivedAt)).toEqual(
      at('2026-03-10T12:00:00Z'),
    );
    const easter = { ...friday, receivedAt: at('2026-04-03T07:00:00Z'), calendar: said };
    expect(dueAt(easter, working(1), easter.receivedAt)).toEqual(at('2026-04-03T09:00:00Z'));
  });

  it('count every hour where no opening hours are known: not known is never later', () => {
    const unknown = { ...friday, calendar: { hours: [], days: {} } };
    expect(dueAt(unknown, working(3), friday.receivedAt)).toEqual(at('2026-03-06T20:40:00Z'));
  });

  it('go on as much later as the clock stood still while the service was open', () => {
    const pauses = [
      {
        beganAt: at('2026-03-09T10:00:00Z'),
        untilOn: plainDate('2026-03-12'),
        endedAt: at('2026-03-10T10:00:00Z'),
      },
    ];
    expect(dueAt({ ...friday, pauses }, working(3), at('2026-03-11T09:00:00Z'))).toEqual(
      at('2026-03-10T12:00:00Z'),
    );
  });

  it('do not count twice what two pauses share', () => {
    const untilOn = plainDate('2026-03-12');
    const pauses = [
      { beganAt: at('2026-03-09T09:00:00Z'), untilOn, endedAt: at('2026-03-09T11:00:00Z') },
      { beganAt: at('2026-03-09T10:00:00Z'), untilOn, endedAt: at('2026-03-09T12:00:00Z') },
    ];
    expect(dueAt({ ...friday, pauses }, working(3), at('2026-03-11T09:00:00Z'))).toEqual(
      at('2026-03-09T15:00:00Z'),
    );
  });

  it('say why it is due then', () => {
    const asked = { ...working(3), ofContract: true };
    const due = dueAt(friday, asked, friday.receivedAt);
    expect(whyDue(friday, { at: due, asked }, friday.receivedAt)).toBe(
      'the contract asks for 3 working hours from when it was received; opening hours Monday to Friday 09:00–17:00',
    );
    const easter = { ...friday, receivedAt: at('2026-04-02T16:00:00Z') };
    expect(
      whyDue(easter, { at: dueAt(easter, asked, easter.receivedAt), asked }, easter.receivedAt),
    ).toContain('without Friday 3 April 2026 (Good Friday), Monday 6 April 2026 (Easter Monday)');
  });
});

describe('how long a clock has run', () => {
  it('is told in hours as they pass and in opening hours', () => {
    const monday = at('2026-03-09T12:00:00Z');
    expect(hasRun(friday, 'working', monday)).toBe(3 * 3_600_000);
    expect(hasRun(friday, 'elapsed', monday)).toBe((66 * 60 + 20) * 60_000);
  });
});

describe('what a contract asks of a clock', () => {
  const term = (hours: number, risk: RiskBand | null, contractId = 'one'): Term => ({
    contractId,
    measure: 'first_attempt',
    hours,
    countedIn: 'elapsed',
    risk,
  });
  const hours = (terms: Term[], risk: RiskBand | null) =>
    askedOf('first_attempt', terms, risk).map((each) => each.hours);

  it('is its target for the risk there is, in the place of its general one', () => {
    expect(hours([term(24, 'high'), term(120, null)], 'high')).toEqual([24]);
    expect(hours([term(24, 'high'), term(120, null)], 'standard')).toEqual([120]);
  });

  it('is every one of them while the risk is not known', () => {
    expect(hours([term(24, 'high'), term(120, null)], null)).toEqual([24, 120]);
  });

  it('is nothing where no contract says, but a decision within 24 hours', () => {
    expect(hours([], null)).toEqual([]);
    expect(askedOf('triage', [], null)).toEqual([{ hours: 24, countedIn: 'elapsed', ofContract: false }]);
  });
});
