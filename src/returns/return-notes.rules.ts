import { familiesFor } from '../disclosure/families.js';
import { heldOverNote } from '../disclosure/policy.codes.js';
import { countingBreaksWithin, type CountingBreak } from '../codes/counting-breaks.js';
import { policeAreas } from '../codes/police-area.codes.js';
import type { Carried } from '../disclosure/cube.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { periodOfQuarter, type Quarter } from '../kernel/period.js';

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
    ...(from <= ordersBegan
      ? [
          'The Stalking Protection Act 2019 came into force on 20 January 2020. There were no such orders, and no breaches of them, before.',
        ]
      : []),
    ...breaksIn(seriesFrom, to).map(
      ({ sentence }) =>
        `${sentence} That is how the police count. How these figures are counted did not change, but who was referred may have.`,
    ),
    'These are figures of people and cases this service worked with. They are not crimes recorded by the police, and are not to be compared with those.',
  ];
}

/** The changes in police counting that a series runs across. */
export function breaksIn(from: Quarter, to: Quarter): CountingBreak[] {
  return countingBreaksWithin({ from: periodOfQuarter(from).from, to: periodOfQuarter(to).to });
}

function familyLabel(name: string): string {
  return familiesFor(policeAreas).find((family) => family.name === name)?.label ?? name;
}

function areaLabel(area: string): string {
  return policeAreas.find(({ code }) => code === area)?.label ?? area;
}
