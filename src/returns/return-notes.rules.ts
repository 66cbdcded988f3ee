import { familiesFor } from '../disclosure/families.js';
import { heldOverNote } from '../disclosure/policy.codes.js';
import { policeAreas } from '../codes/police-area.codes.js';
import type { Carried } from '../disclosure/cube.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import type { Quarter } from '../kernel/period.js';

/** Something that happened outside the service from a quarter on, across which a series is not one series. */
export interface SeriesBreak {
  readonly from: Quarter;
  readonly sentence: string;
}

/** Home Office Counting Rules as published with the police figures for the years ending March 2021 and March 2023; checked November 2026. */
export const seriesBreaks: readonly SeriesBreak[] = [
  {
    from: '2020-Q1' as Quarter,
    sentence:
      'From April 2020 the police record a course of conduct by a former partner as stalking unless it is harassment in law only. ' +
      'Nothing in how these figures are counted changed then, but more may have been referred.',
  },
  {
    from: '2023-Q1' as Quarter,
    sentence:
      'In spring 2023 the police went back to recording one crime where stalking comes with another crime by the same person. ' +
      'Nothing in how these figures are counted changed then, but fewer may have been referred.',
  },
];

const ordersBegan = '2019-Q4' as Quarter;

export interface Noted {
  readonly from: Quarter;
  readonly to: Quarter;
  /** The first quarter of the chart. */
  readonly seriesFrom: Quarter;
  readonly countedTo: PlainDate;
  readonly heldOver: readonly Carried[];
}

/** What must be said beside a return's figures for nobody to read more, or less, into them than they hold. */
export function notesOn({ from, to, seriesFrom, countedTo, heldOver }: Noted): string[] {
  return [
    `These figures count what had been entered by ${inWords(countedTo)}. What was entered later is counted with later figures, in the quarter ` +
      'it happened where that is at most a year back: so a later return, a year, or a chart may show more for the same quarter.',
    ...(from < to
      ? ['Each quarter of this year is shown as it stood at that day, and not as in its own return.']
      : []),
    ...heldOver.map(({ family, area }) => heldOverNote(familyLabel(family), areaLabel(area))),
    ...(seriesFrom <= ordersBegan
      ? [
          'The Stalking Protection Act 2019 came into force on 20 January 2020. There were no such orders, and no breaches of them, before.',
        ]
      : []),
    ...seriesBreaks
      .filter((each) => seriesFrom < each.from && each.from <= to)
      .map(({ sentence }) => sentence),
    'These are figures of people and cases this service worked with. They are not crimes recorded by the police, and are not to be compared with those.',
  ];
}

function familyLabel(name: string): string {
  return familiesFor(policeAreas).find((family) => family.name === name)?.label ?? name;
}

function areaLabel(area: string): string {
  return policeAreas.find(({ code }) => code === area)?.label ?? area;
}
