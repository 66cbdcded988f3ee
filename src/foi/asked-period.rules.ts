import type { Period } from '../kernel/period.js';
import type { PlainDate } from '../kernel/plain-date.js';

export type YearKind = 'financial_year' | 'calendar_year';

/** The periods a question asks about, as the letter puts them: not yet days. Windows include both their days. */
export type PeriodCore =
  | {
      readonly kind: 'last';
      readonly last: number;
      readonly unit: YearKind | 'reporting_year' | 'year' | 'month';
    }
  | { readonly kind: 'years'; readonly years: readonly string[]; readonly unit: YearKind }
  | { readonly kind: 'windows'; readonly windows: readonly Period[]; readonly unit: YearKind | null }
  | { readonly kind: 'from'; readonly from: PlainDate; readonly unit: YearKind | null }
  | { readonly kind: 'none' };

export interface PeriodTerms {
  /** A figure is wanted for each year, and not only for the whole. */
  readonly perYear: boolean;
  /** Any twelve months will do: financial, calendar or other years. */
  readonly anyYearType: boolean;
  readonly fallback: 'latest_12_months' | null;
}

export type AskedPeriods = PeriodCore & PeriodTerms;

/** What one passage says of periods; `core` is null where it states none, and `yearKind` where it names no kind of year. */
export interface PeriodReading extends PeriodTerms {
  readonly core: PeriodCore | null;
  readonly yearKind: YearKind | null;
}

/** '2019/20' for the financial year that starts in 2019. */
export function financialLabel(startYear: number): string {
  return `${String(startYear)}/${String((startYear + 1) % 100).padStart(2, '0')}`;
}
