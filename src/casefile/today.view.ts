import { inWords, type PlainDate } from '../kernel/plain-date.js';
import type { Item, Pile } from './today.queries.js';

/** A kind of thing to do, as the home page shows it. */
export interface Section {
  readonly title: string;
  readonly total: number;
  readonly items: readonly { text: string; href: string; due: string | null; overdue: boolean }[];
  /** What it means that there is nothing. */
  readonly nothing: string;
  readonly more: { text: string; href: string } | null;
}

export interface SectionWords {
  readonly title: string;
  readonly nothing: string;
  /** Where the whole list is, where there is one. */
  readonly all?: string;
}

/** One section of the home page. A day that is due is not overdue until it is past. */
export function sectionOf(pile: Pile, words: SectionWords, today: PlainDate): Section {
  const { title, nothing, all } = words;
  const hidden = pile.total - pile.items.length;
  return {
    title,
    nothing,
    total: pile.total,
    items: pile.items.map((item) => itemOf(item, today)),
    more: all && hidden > 0 ? { text: `${String(hidden)} more`, href: all } : null,
  };
}

function itemOf({ reference, href, dueOn }: Item, today: PlainDate) {
  if (dueOn === null) return { text: reference, href, due: null, overdue: false };
  const overdue = dueOn < today;
  return { text: reference, href, due: `${overdue ? 'was due' : 'due'} ${inWords(dueOn)}`, overdue };
}
