import type { EntityManager } from 'typeorm';
import { policeAreas } from '../codes/police-area.codes.js';
import { wording } from '../disclosure/policy.codes.js';
import type { Quarter } from '../kernel/period.js';
import { inWords, londonDate, type PlainDate } from '../kernel/plain-date.js';
import { publishedFigures, type AnsweringService } from '../returns/published-figures.queries.js';
import { draftLetter, type Letter } from './answer.rules.js';
import type { DraftedQuestion, SearchRecord } from './answer-question.rules.js';
import { listed, type Figures } from './answer-table.rules.js';
import { isForCommissioner, type Records } from './answer-words.rules.js';
import { commissioned, type Commissioned } from './commissioned.rules.js';
import { searchesOf, whatIsAsked, type Search } from './foi-letters.queries.js';
import { authorityOf, commissionedBy } from './foi.queries.js';
import { readLetter } from './letter.rules.js';
import { publishedAnswer, type PublishedByQuarter } from './published-answer.rules.js';
import { countedFor } from './published-measures.rules.js';
import {
  coverOf,
  periodsAnswered,
  quartersIn,
  servicesCounted,
  type ServiceCover,
} from './published-periods.rules.js';
import type { Question } from './question.rules.js';
import { refusedFinding } from './request-record.rules.js';
import type { FoiRequest } from './request.entity.js';
import type { ConcretePeriods } from './which-periods.rules.js';

/** A request's questions as read, with all that an answer to them would say now. */
export interface Prepared {
  readonly asked: string;
  readonly questions: readonly DraftedQuestion[];
  readonly records: Records;
  readonly letter: Letter;
}

interface AnsweredPeriod {
  readonly question: Question;
  readonly periods: ConcretePeriods;
}

/** What an answer is made of, beside its questions. */
interface Sources {
  readonly published: PublishedByQuarter;
  readonly covers: readonly ServiceCover[];
  readonly contracts: readonly Commissioned[];
  readonly searches: readonly Search[];
  readonly asAt: PlainDate;
}

/** The day a request's time, and its "last three years", run from: its receipt, or that of its clarification. */
export function startsOn({
  clarifiedOn,
  receivedOn,
}: Pick<FoiRequest, 'clarifiedOn' | 'receivedOn'>): PlainDate {
  return clarifiedOn ?? receivedOn;
}

/**
 * Reads a request and words its answer from what is published by a day. It never reads who asked: the same letter gets the
 * same answer from whomever it came.
 */
export async function prepareAnswer(
  tx: EntityManager,
  request: FoiRequest,
  today: PlainDate,
): Promise<Prepared> {
  const asked = await whatIsAsked(tx, request.id);
  const contracts = await commissionedBy(tx);
  const { services } = await publishedFigures(tx, { measures: [], periods: [], frozenBy: today });
  const covers = services.map((service) => coverOfService(service, contracts));
  const answered = readLetter(asked, startsOn(request)).map((question) => ({
    question,
    periods: periodsAnswered(question, startsOn(request), coverOf(covers)),
  }));
  const sources = {
    published: await publishedFor(tx, answered, today),
    covers,
    contracts,
    searches: await searchesOf(tx, request.id),
    asAt: startsOn(request),
  };
  const questions = answered.map((each) => draftedQuestion(each, sources));
  const records = recordsOf(await authorityOf(tx, request.organisationId), services, contracts);
  return { asked, questions, records, letter: letterFor(request, records, questions) };
}

/** Every quarter and measure of every question, looked up at once. */
async function publishedFor(
  tx: EntityManager,
  answered: readonly AnsweredPeriod[],
  frozenBy: PlainDate,
): Promise<PublishedByQuarter> {
  const wanted = answered.filter(({ question }) => countedFor(question).length > 0);
  const quarters = [...new Set(wanted.flatMap(({ periods }) => periods.periods.flatMap(quartersIn)))].sort();
  const measures = [...new Set(wanted.flatMap(({ question }) => countedFor(question)))];
  const periods = quarters.map((quarter): Quarter[] => [quarter]);
  return { ...(await publishedFigures(tx, { measures, periods, frozenBy })), quarters };
}

function draftedQuestion({ question, periods }: AnsweredPeriod, sources: Sources): DraftedQuestion {
  const search = sources.searches.find((each) => each.question === question.number);
  const figures = figuresFor(question, periods, sources);
  const partly = figures?.rounded === true ? servicesCounted(sources.covers, periods.periods) : [];
  // What may not be said is not said, however its search came to be kept.
  const stands = search && refusedFinding(question, search.finding) === null;
  return {
    question,
    periods: { ...periods, sentences: [...periods.sentences, ...partly] },
    figures,
    holding: stands ? search.finding : 'held',
    search: search ? recordOf(search) : null,
    cost: null,
    reason: null,
  };
}

function figuresFor(
  question: Question,
  { periods }: ConcretePeriods,
  { published, contracts, asAt }: Sources,
): Figures | null {
  return isForCommissioner(question)
    ? commissioned(question, periods, { contracts, asAt })
    : publishedAnswer(question, periods, published);
}

function recordOf({ whereSearched, searchedAt }: Search): SearchRecord {
  const places = whereSearched.split('\n').map((line) => line.trim().replace(/[.;,]$/, ''));
  return { places: places.filter((place) => place !== ''), searchedOn: londonDate(searchedAt) };
}

function coverOfService(
  { serviceId, service, first, snapshot }: AnsweringService,
  contracts: readonly Commissioned[],
): ServiceCover {
  const ends = contracts.filter((contract) => contract.serviceId === serviceId).map(({ endsOn }) => endsOn);
  const endsOn = ends.sort().at(-1);
  if (endsOn === undefined) throw new Error('A service answers under a contract');
  return { service, first, last: snapshot.quarter, endsOn };
}

function recordsOf(
  authority: string,
  services: readonly AnsweringService[],
  contracts: readonly Commissioned[],
): Records {
  const names =
    services.length > 0 ? services.map(({ service }) => service) : contracts.map(({ service }) => service);
  const areas = policeAreas.filter(({ code }) => contracts.some((contract) => contract.areas.includes(code)));
  return { authority, services: [...new Set(names)].sort(), area: listed(areas.map(({ label }) => label)) };
}

function letterFor(request: FoiRequest, records: Records, questions: readonly DraftedQuestion[]): Letter {
  const { reference, receivedOn, clarifiedOn, dueOn } = request;
  const reviewTo = `the information officer of ${records.authority}, at the address from which this came`;
  const letter = draftLetter({
    reference,
    receivedOn,
    dueOn,
    records,
    rounding: wording.rounding,
    reviewTo,
    questions,
  });
  if (clarifiedOn === null) return letter;
  const text = `You made it clear what you were asking for on ${inWords(clarifiedOn)}, and the time to answer began again then.`;
  const [title, days, ...rest] = letter.opening;
  const opening = [title, days, { kind: 'paragraph' as const, text }, ...rest].filter(
    (block) => block !== undefined,
  );
  return { ...letter, opening };
}
