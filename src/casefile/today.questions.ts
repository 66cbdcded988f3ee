import type { EntityManager } from 'typeorm';
import type { Role } from '../kernel/actor.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { covering } from './cover-today.questions.js';
import * as referred from './referrals-today.queries.js';
import * as guarded from './safeguards-today.queries.js';
import * as ask from './today.queries.js';
import type { SectionWords } from './today.view.js';

export interface Question extends SectionWords {
  readonly ask: (tx: EntityManager, today: PlainDate) => Promise<ask.Pile>;
  /** Not shown where there is nothing: most days nobody covers anything. */
  readonly onlyIfAny?: true;
}

const escalated: Question = {
  title: 'Referrals not decided in time',
  ask: referred.referralsEscalated,
  nothing: 'Every referral was decided in time, or still can be.',
  all: '/referral-escalations',
};

const inDanger: Question = {
  title: 'In immediate danger',
  ask: guarded.dangersNow,
  nothing: 'Nobody is, as far as is recorded.',
};

/** What each role must do today, the most dangerous to leave first. */
export const questions: Readonly<Record<Role, readonly Question[]>> = {
  // What else an advocate must do is their day: tasks, which follow from the same facts.
  advocate: [inDanger, ...covering],
  // What is overdue or unseen is on their board of blind spots: these wait for them to decide.
  supervisor: [
    {
      title: 'Both say they are the victim',
      ask: guarded.counterAllegationsToDecide,
      nothing: 'No two records wait for you to decide who is the victim.',
      all: '/counter-allegations',
    },
    escalated,
    {
      title: 'Assessments to review',
      ask: ask.assessmentsToReview,
      nothing: 'No assessment is waiting for you.',
      all: '/reviews',
    },
    {
      title: 'Sharing without consent to judge',
      ask: guarded.overridesToJudge,
      nothing: 'Nobody shared anything without consent that waits for you.',
      all: '/share-overrides',
    },
    {
      title: 'Sealed cases',
      ask: guarded.sealedCases,
      nothing: 'You are named for no sealed case.',
    },
    {
      title: 'Conflicts of interest to look at',
      ask: guarded.exclusionsToJudge,
      nothing: 'Nobody was kept from a record that is yours to look at.',
      all: '/exclusions',
    },
    {
      title: 'Sheets of referrals not recorded',
      ask: referred.sheetsWaiting,
      nothing: 'No sheet of referrals to your teams waits.',
      all: '/referral-batches',
    },
    {
      title: 'Sheets of referrals to take back',
      ask: referred.sheetsToTakeBack,
      nothing: 'No colleague asks for a sheet to be taken back.',
      all: '/referral-batch-undoings',
    },
    {
      title: 'Erasures to decide',
      ask: guarded.erasuresToDecide,
      nothing: 'Nobody else would have a client of your team erased.',
      all: '/erasures',
    },
    {
      title: 'Changes of staff to approve',
      ask: ask.changesOfStaff,
      nothing: 'No change of staff waits for approval.',
      all: '/proposals',
    },
  ],
  commissioner: [
    {
      title: 'Latest returns',
      ask: ask.latestReturns,
      nothing: 'No quarter has been frozen yet. The first is, at its cut-off.',
      all: '/returns',
    },
  ],
  foi_officer: [
    {
      title: 'Requests to answer',
      ask: ask.requestsToAnswer,
      nothing: 'No request is waiting. Record one when a letter comes.',
      all: '/foi/requests',
    },
    {
      title: 'Answers to approve',
      ask: ask.answersToApprove,
      nothing: 'No colleague’s answer waits for you.',
      all: '/foi/requests',
    },
    {
      title: 'Changes of staff to approve',
      ask: ask.changesOfStaff,
      nothing: 'No change of staff waits for approval.',
      all: '/proposals',
    },
  ],
  admin: [
    escalated,
    {
      title: 'Emergency access not reviewed in time',
      ask: guarded.emergenciesOverdue,
      nothing: 'Every emergency was reviewed in time.',
    },
    {
      title: 'Changes of staff waiting for approval',
      ask: ask.changesOfStaff,
      nothing: 'No change of staff waits for approval.',
      all: '/proposals',
    },
    {
      title: 'Suspended accounts',
      ask: ask.suspendedAccounts,
      nothing: 'No account is suspended.',
      all: '/staff',
    },
  ],
  auditor: [
    {
      title: 'Anomalies of the last seven days',
      ask: ask.anomaliesFound,
      nothing: 'Nothing was found that is worth asking about.',
      all: '/log/anomalies',
    },
    {
      title: 'Caseworkers whose conflicts of interest cannot be found',
      ask: guarded.caseworkersNotComparable,
      nothing: 'Everyone who works with cases is compared, by name, with whoever is recorded.',
    },
  ],
  // What was shared with them is their home.
  partner: [],
};
