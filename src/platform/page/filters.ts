import type nunjucks from 'nunjucks';
import { inWords, isPlainDate, londonDate } from '../../kernel/plain-date.js';

/** What templates may do with a value: word a day, a time, a count. */
export function addFilters(templates: nunjucks.Environment): void {
  templates.addFilter('day', (value: unknown) => (isPlainDate(value) ? inWords(value) : ''));
  templates.addFilter('instant', (value: unknown) => (value instanceof Date ? instantInWords(value) : ''));
  templates.addFilter('count', (value: number) => new Intl.NumberFormat('en-GB').format(value));
  templates.addFilter('plural', (count: number, one: string, many: string) => (count === 1 ? one : many));
}

/** '3 March 2026, 14:05', in London. */
export function instantInWords(instant: Date): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    hour: '2-digit',
    minute: '2-digit',
  });
  return `${inWords(londonDate(instant))}, ${time.format(instant)}`;
}
