import { periodOfQuarter, quarterOf, type Quarter } from '../kernel/period.js';
import { inWords } from '../kernel/plain-date.js';
import type { SeriesPoint } from './figures.rules.js';
import { breaksIn } from './return-notes.rules.js';

interface Bar {
  readonly y: number;
  readonly width: number;
  readonly value: number;
  readonly valueX: number;
  readonly valueY: number;
}

export interface ChartRow {
  readonly label: string;
  readonly labelY: number;
  readonly referrals: Bar;
  readonly people: Bar;
  /** Where a break in the series is drawn; null where there is none before this quarter. */
  readonly breakY: number | null;
}

export interface Chart {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly barHeight: number;
  readonly hasBreak: boolean;
  readonly rows: readonly ChartRow[];
}

const size = { width: 460, left: 136, right: 50, row: 46, bar: 18 } as const;

/**
 * The last quarters as pairs of bars, one below the other: their labels stay readable on a narrow screen and on paper, where a
 * row of columns would not. Drawn by attributes alone, since the page lets no style in. The table beside it says the same.
 */
export function chartOf(series: readonly SeriesPoint[]): Chart {
  const most = Math.max(1, ...series.flatMap(({ referrals, people }) => [referrals, people]));
  const unit = (size.width - size.left - size.right) / most;
  const [first, last] = [series[0]?.quarter, series.at(-1)?.quarter];
  const breaks = first && last ? breaksIn(first, last) : [];
  const bar = (value: number, y: number): Bar => {
    const width = Math.round(value * unit);
    return { y, width, value, valueX: size.left + width + 5, valueY: y + size.bar - 4 };
  };
  const rows = series.map(({ quarter, referrals, people }, i): ChartRow => {
    const top = i * size.row + 4;
    const isBreak = i > 0 && breaks.some(({ on }) => quarterOf(on) === quarter);
    return {
      label: shortQuarter(quarter),
      labelY: top + size.bar + 5,
      referrals: bar(referrals, top),
      people: bar(people, top + size.bar + 1),
      breakY: isBreak ? top - 5 : null,
    };
  });
  return {
    width: size.width,
    height: series.length * size.row + 4,
    left: size.left,
    barHeight: size.bar,
    hasBreak: rows.some((row) => row.breakY !== null),
    rows,
  };
}

/** 'Apr–Jun 2026' */
export function shortQuarter(quarter: Quarter): string {
  const { from, to } = periodOfQuarter(quarter);
  const month = (day: typeof from): string => inWords(day).split(' ')[1]?.slice(0, 3) ?? '';
  return `${month(from)}–${month(to)} ${to.slice(0, 4)}`;
}
