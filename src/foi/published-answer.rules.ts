import { familiesFor } from '../disclosure/families.js';
import { heldOverNote } from '../disclosure/policy.codes.js';
import { labelOf } from '../kernel/codelist.js';
import { quarterInWords, type Quarter } from '../kernel/period.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { policeAreas, type PoliceArea } from '../codes/police-area.codes.js';
import { sources, type CountedMeasure } from '../returns/measure-definition.js';
import type { AnsweringService, PublishedFigures } from '../returns/published-figures.queries.js';
import type { Figures } from './answer-table.rules.js';
import { captionOf, countedFor, definitionsOf, notPublished } from './published-measures.rules.js';
import { quartersIn } from './published-periods.rules.js';
import { axesFor, confine, rowsOf } from './published-rows.rules.js';
import type { Question } from './question.rules.js';
import type { NamedPeriod } from './which-periods.rules.js';

/** Published cells by single quarters, of which every period of an answer is made: a cell's period is its place in `quarters`. */
export interface PublishedByQuarter extends PublishedFigures {
  readonly quarters: readonly Quarter[];
}

const unknownsInWords =
  'What is not known is counted by the reason why, and is in the total. “Not asked”: nobody asked. “Asked and not answered”: the ' +
  'person declined or did not know, or what was said did not agree. “Could not be found out”: it was not safe to ask, the person ' +
  'was not reached, or whoever referred them did not say.';

/**
 * The published figures for a question over its periods: sums of what the returns print and of nothing else, so that no answer
 * tells more than they do. Null where nothing published answers it.
 */
export function publishedAnswer(
  question: Question,
  periods: readonly NamedPeriod[],
  published: PublishedByQuarter,
): Figures | null {
  const counted = countedFor(question);
  const asAt = latestDay(published.services);
  if (counted.length === 0 || asAt === null) return null;
  const areas = policeAreas.filter(({ code }) => areasOf(published.services).has(code));
  const axes = axesFor(question, counted, areas);
  const confined = confine(question, counted);
  const cells = published.cells.filter(confined.matches);
  const notes = [
    ...notPublished(question),
    ...heldOver(published.services, counted),
    ...otherDays(published.services, asAt),
    ...betweenContracts(published, new Set(periods.flatMap(quartersIn))),
  ];
  return {
    caption: `${captionOf(counted)}${confined.said}`,
    definition: [...definitionsOf(counted), ...notes].join(' '),
    asAt,
    rows: rowsOf(counted, axes).map(({ label, matches }) => {
      const own = cells.filter(matches);
      return { label, counts: periods.map((period) => sumIn(own, quartersIn(period), published)) };
    }),
    by: [...axes.map(({ by }) => by), ...question.by.filter((by) => by === 'quarter')],
    confinedTo: confined.to,
    unknowns: axes.some(({ hasUnknowns }) => hasUnknowns) ? unknownsInWords : null,
    rounded: true,
  };
}

/** The areas of the services whose figures answer. */
function areasOf(services: readonly AnsweringService[]): Set<PoliceArea> {
  // An area of a contract is one of the list: a CHECK in the database says so.
  return new Set(services.flatMap(({ areas }) => areas.map(({ code }) => code as PoliceArea)));
}

/** Null where a quarter is of no service's contract: a 0 would be a figure of what was never counted. */
function sumIn(
  cells: PublishedByQuarter['cells'],
  quarters: readonly Quarter[],
  { quarters: all, services }: PublishedByQuarter,
): number | null {
  const wanted = new Set(quarters.map((quarter) => all.indexOf(quarter)));
  const isNowhere = [...wanted].some((at) => services.every(({ missing }) => missing.includes(at)));
  if (isNowhere) return null;
  return cells.filter(({ period }) => wanted.has(period)).reduce((sum, { figure }) => sum + figure, 0);
}

function latestDay(services: readonly AnsweringService[]): PlainDate | null {
  return (
    services
      .map(({ snapshot }) => snapshot.countedTo)
      .sort()
      .at(-1) ?? null
  );
}

function otherDays(services: readonly AnsweringService[], asAt: PlainDate): string[] {
  return services
    .filter(({ snapshot }) => snapshot.countedTo !== asAt)
    .map(({ service, snapshot }) => `Those of ${service} are as at ${inWords(snapshot.countedTo)}.`);
}

/** The quarters asked about that fell between two contracts of a service. Those before its first and after its last are said elsewhere. */
function betweenContracts(
  { services, quarters }: PublishedByQuarter,
  wanted: ReadonlySet<Quarter>,
): string[] {
  return services.flatMap(({ service, first, snapshot, missing }) =>
    quarters
      .filter((quarter, at) => wanted.has(quarter) && missing.includes(at))
      .filter((quarter) => first < quarter && quarter < snapshot.quarter)
      .map((quarter) => `${service} is not counted in ${quarterInWords(quarter)}.`),
  );
}

function heldOver(services: readonly AnsweringService[], counted: readonly CountedMeasure[]): string[] {
  const families = new Set(counted.map((measure) => sources[measure].family));
  const notes = services
    .flatMap((service) => service.heldOver)
    .filter(({ family }) => families.has(family))
    .map(({ family, area }) => heldOverNote(familyLabel(family), labelOf(policeAreas, area as PoliceArea))); // an area of a contract
  return [...new Set(notes)];
}

function familyLabel(name: string): string {
  return familiesFor(policeAreas).find((family) => family.name === name)?.label ?? name;
}
