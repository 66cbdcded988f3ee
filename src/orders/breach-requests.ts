import type { Type } from '@nestjs/common';
import { actRequest, type ActRequest, type Missing } from './act-request.js';
import type { BreachAct } from './breach-acts.rules.js';
import type { ActOnBreach } from './breach.codes.js';
import {
  CourtResultForm,
  CrimeRecordForm,
  DismissBreachForm,
  NameBreachForm,
  OutcomeForm,
  RecordBreachForm,
  ReportBreachForm,
} from './breach.dto.js';
import type { BreachGiven } from './breaches.service.js';

/** An act on a breach, and the version of the breach that it was decided on. */
export interface BreachStepAsked {
  readonly act: BreachAct;
  readonly version: number;
}

export const breachRequest = actRequest(RecordBreachForm, breachGiven);

function breachGiven(given: RecordBreachForm): BreachGiven | Missing {
  const { occurredOn, termIds = [], whatHappened, reportedToPolice, reportedOn, notReportedReason } = given;
  const [ofNotification, termsNotHeld] = [given.ofNotification === 'yes', given.termsNotHeld === 'yes'];
  if (termIds.length === 0 && !ofNotification && !termsNotHeld) {
    return { missing: 'termIds', message: 'Select what was broken, or that the conditions are not held yet' };
  }
  if (reportedToPolice === 'yes' && !reportedOn) {
    return { missing: 'reportedOn', message: 'Enter the date it was reported' };
  }
  if (reportedToPolice === 'no' && !notReportedReason) {
    return { missing: 'notReportedReason', message: 'Select why it was not reported' };
  }
  if (reportedToPolice === 'no' && reportedOn) {
    return { missing: 'reportedOn', message: 'Select that it was reported, or leave the day empty' };
  }
  return {
    ...{ occurredOn, whatHappened, termIds, ofNotification, termsNotHeld, reportedToPolice },
    reportedOn: reportedOn ?? null,
    notReportedReason: notReportedReason ?? null,
  };
}

/** What each act on a breach is asked for with: the same fields on a page as over the API. */
export const breachStepRequests = {
  name: step(NameBreachForm, ({ termIds = [], ofNotification }) => {
    const named = termIds.length > 0 || ofNotification === 'yes';
    if (!named) return { missing: 'termIds', message: 'Select what was broken' };
    return { act: 'name', termIds, ofNotification: ofNotification === 'yes' };
  }),
  report: step(ReportBreachForm, ({ reportedOn }) => ({ act: 'report', reportedOn })),
  record_crime: step(CrimeRecordForm, ({ recordedAsCrime, recordedOn, crimeReference }) => {
    if (recordedAsCrime === 'yes' && !recordedOn) {
      return { missing: 'recordedOn', message: 'Enter the date the crime was recorded' };
    }
    if (recordedAsCrime !== 'yes' && recordedOn) {
      return { missing: 'recordedOn', message: 'Select that a crime was recorded, or leave the day empty' };
    }
    const facts = { recordedAsCrime, recordedOn: recordedOn ?? null, crimeReference: crimeReference ?? null };
    return { act: 'record_crime', ...facts };
  }),
  set_outcome: step(OutcomeForm, ({ outcome, outcomeOn }) => ({ act: 'set_outcome', outcome, outcomeOn })),
  set_court_result: step(CourtResultForm, ({ courtResult, courtResultOn }) => ({
    act: 'set_court_result',
    courtResult,
    courtResultOn,
  })),
  dismiss: step(DismissBreachForm, () => ({ act: 'dismiss' })),
} as const satisfies Record<ActOnBreach, unknown>;

function step<T extends { version: number }>(
  form: Type<T>,
  meaning: (given: T) => BreachAct | Missing,
): ActRequest<T, BreachStepAsked> {
  return actRequest(form, (given) => {
    const act = meaning(given);
    return 'missing' in act ? act : { act, version: given.version };
  });
}
