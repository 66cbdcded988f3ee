import {
  recording,
  reporting,
  reportNow,
  settingCourtResult,
  settingOutcome,
  type PoliceFacts,
} from '../../src/orders/breach-police.rules.js';
import { day } from './facts.js';

const today = day('2026-06-30');
const unreported: PoliceFacts = {
  occurredOn: day('2026-06-02'),
  reportedToPolice: 'no',
  notReportedReason: 'fear',
  reportedOn: null,
  recordedAsCrime: null,
  recordedOn: null,
  outcome: null,
  outcomeOn: null,
  courtResult: null,
  courtResultOn: null,
};
const reported: PoliceFacts = {
  ...unreported,
  reportedToPolice: 'yes',
  notReportedReason: null,
  reportedOn: day('2026-06-04'),
};
const charged: PoliceFacts = {
  ...reported,
  outcome: 'charged_alternate_offence',
  outcomeOn: day('2026-06-10'),
};
const given = (reportedToPolice: 'yes' | 'no', rest: Partial<PoliceFacts> = {}) =>
  reporting(
    day('2026-06-02'),
    { notReportedReason: null, reportedOn: null, ...rest, reportedToPolice },
    today,
  );
const broken = (rule: string) => expect.objectContaining({ rule }) as Error;

describe('a breach is reported or not', () => {
  it('on a day from the breach to today', () => {
    expect(given('yes', { reportedOn: day('2026-06-02'), notReportedReason: 'fear' })).toEqual({
      reportedToPolice: 'yes',
      notReportedReason: null,
      reportedOn: '2026-06-02',
    });
    expect(() => given('yes')).toThrow(broken('report-needs-a-day'));
    expect(() => given('yes', { reportedOn: day('2026-06-01') })).toThrow(broken('out-of-order'));
    expect(() => given('yes', { reportedOn: day('2026-07-01') })).toThrow(broken('act-in-future'));
  });

  it('for a reason, where not', () => {
    expect(given('no', { notReportedReason: 'unsafe', reportedOn: today })).toEqual({
      reportedToPolice: 'no',
      notReportedReason: 'unsafe',
      reportedOn: null,
    });
    expect(() => given('no')).toThrow(broken('not-reporting-needs-a-reason'));
  });

  it('afterwards, once', () => {
    expect(reportNow(unreported, today, today)).toEqual({
      reportedToPolice: 'yes',
      notReportedReason: null,
      reportedOn: today,
    });
    expect(() => reportNow(reported, today, today)).toThrow(broken('already-reported'));
  });
});

describe('whether a crime was recorded', () => {
  it('is another question than whether it was reported, and comes after it', () => {
    expect(recording(reported, { recordedAsCrime: 'yes', recordedOn: day('2026-06-04') }, today)).toEqual({
      recordedAsCrime: 'yes',
      recordedOn: '2026-06-04',
    });
    expect(() =>
      recording(reported, { recordedAsCrime: 'yes', recordedOn: day('2026-06-03') }, today),
    ).toThrow(broken('out-of-order'));
    expect(() => recording(reported, { recordedAsCrime: 'yes', recordedOn: null }, today)).toThrow(
      broken('recording-needs-a-day'),
    );
    expect(() => recording(unreported, { recordedAsCrime: 'no', recordedOn: null }, today)).toThrow(
      broken('not-reported'),
    );
  });

  it('may be no, or asked and not known, and then has no day', () => {
    expect(recording(reported, { recordedAsCrime: 'not_known', recordedOn: today }, today)).toEqual({
      recordedAsCrime: 'not_known',
      recordedOn: null,
    });
  });
});

describe('the outcome', () => {
  it('of the police needs a report to the police', () => {
    const arrest = { outcome: 'arrested', outcomeOn: day('2026-06-05') } as const;
    expect(settingOutcome(reported, arrest, today)).toEqual(arrest);
    expect(() => settingOutcome(unreported, arrest, today)).toThrow(broken('not-reported'));
    expect(() => settingOutcome(reported, { ...arrest, outcomeOn: day('2026-06-01') }, today)).toThrow(
      broken('out-of-order'),
    );
  });

  it('of another court or of probation needs none', () => {
    expect(settingOutcome(unreported, { outcome: 'recalled', outcomeOn: today }, today).outcome).toBe(
      'recalled',
    );
  });

  it('stays a charge once a court has dealt with it', () => {
    const convicted = { ...charged, courtResult: 'convicted', courtResultOn: today } as const;
    expect(
      settingOutcome(convicted, { outcome: 'charged_or_summonsed', outcomeOn: today }, today).outcome,
    ).toBe('charged_or_summonsed');
    expect(() =>
      settingOutcome(convicted, { outcome: 'nfa_evidential_police', outcomeOn: today }, today),
    ).toThrow(broken('court-result-stands'));
  });

  it('was charged by the day the court dealt with it', () => {
    const convicted = { ...charged, courtResult: 'convicted', courtResultOn: day('2026-06-20') } as const;
    const chargedOn = (outcomeOn: string) =>
      settingOutcome(convicted, { outcome: 'charged_or_summonsed', outcomeOn: day(outcomeOn) }, today)
        .outcomeOn;
    expect(chargedOn('2026-06-20')).toBe('2026-06-20');
    expect(() => chargedOn('2026-06-21')).toThrow(broken('out-of-order'));
  });
});

it('a court’s result needs a charge, and comes after it', () => {
  const result = { courtResult: 'acquitted', courtResultOn: day('2026-06-20') } as const;
  expect(settingCourtResult(charged, result, today)).toEqual(result);
  expect(() => settingCourtResult(reported, result, today)).toThrow(broken('not-charged'));
  expect(() => settingCourtResult(charged, { ...result, courtResultOn: day('2026-06-09') }, today)).toThrow(
    broken('out-of-order'),
  );
});
