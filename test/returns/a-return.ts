import { plainDate } from '../../src/kernel/plain-date.js';
import { Freezing } from '../../src/returns/freezing.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import {
  givenAServiceUnderContract,
  givenReferred,
  type ServiceUnderContract,
} from '../support/given-returns.js';
import { areas, aYear } from './a-year.js';

type Browser = Awaited<ReturnType<TestApp['as']>>;

/** A house in which a service's year is frozen, with its commissioner at a browser, and another who has no contract with it. */
export interface FrozenHouse {
  readonly house: TestApp;
  readonly service: ServiceUnderContract;
  readonly reader: Browser;
  readonly stranger: Browser;
  /** Where the contract's returns are. */
  readonly path: string;
}

export async function aFrozenYear(): Promise<FrozenHouse> {
  const house = await startApp('2026-05-01T10:00:00Z');
  const { owner } = house.database;
  const service = await givenAServiceUnderContract(owner, {
    areas,
    id: '11111111-1111-4111-8111-111111111111',
  });
  await givenReferred(owner, service, aYear());
  await house.app.get(Freezing).freezeUpTo(service.service, plainDate('2026-05-01'));
  const given = new Given(owner);
  const other = await given.staff('commissioner', await given.organisation('commissioner', 'Invented other'));
  const [reader, stranger] = [await house.as(service.reader.userId), await house.as(other.userId)];
  return { house, service, reader, stranger, path: `/returns/${service.contract}` };
}

/** The numbers in the cells of a page's tables, in reading order. */
export function numbersIn(html: string): number[] {
  return [
    ...html.matchAll(/<td class="govuk-table__cell govuk-table__cell--numeric[^"]*">([\d,]+)<\/td>/g),
  ].map(([, text = '']) => Number(text.replaceAll(',', '')));
}
/** The rows of the table with a caption: label, then figures. */
export function tableOn(html: string, caption: string): (readonly [string, ...number[]])[] {
  const [, table = ''] = html.split(`${caption}</caption>`);
  const rows = (table.split('</table>')[0] ?? '').split('<tr').slice(2);
  return rows.flatMap((row) => {
    const [, label] = /<th scope="row"[^>]*>([^<]*)</.exec(row) ?? [];
    return label === undefined ? [] : [[label, ...numbersIn(row)] as const];
  });
}

/** A figure of the JSON. */
export interface Figure {
  measure: string;
  figure: number;
  [dimension: string]: string | number;
}
/** The one figure that is split as said, and not otherwise. */
export function figure(figures: readonly Figure[], of: Partial<Figure>): number | undefined {
  const unsplit = {
    area: 'total',
    quarter: 'total',
    decision: 'total',
    sex: 'total',
    relationship: 'total',
    cyber: 'total',
    outcome: 'total',
  };
  return figures.find((each) =>
    Object.entries({ ...unsplit, ...of }).every(([name, value]) => each[name] === value),
  )?.figure;
}
