import type { Codelist } from '../kernel/codelist.js';

/** What several categories roll up to: the reasons for an unknown under `unknown`, the fates of a referral under `referral`. */
export interface CategoryGroup {
  readonly code: string;
  readonly label: string;
}

export interface Category {
  readonly code: string;
  readonly label: string;
  readonly group?: CategoryGroup;
}

/** A question with one answer for every unit counted: its categories exclude each other and leave nothing out. */
export interface Dimension {
  readonly name: string;
  readonly label: string;
  /** Whether all categories together count one kind of thing. Stages do not: a referral plus a case is no number of anything. */
  readonly adds: boolean;
  readonly categories: readonly Category[];
}

/** One line of a table's axis: a category, a subtotal of several, or all of them. `codes` are the categories it sums. */
export interface Line {
  readonly code: string;
  readonly label: string;
  readonly kind: 'category' | 'subtotal' | 'total';
  readonly codes: readonly string[];
}

/** The roll-up of every reason for not knowing. A dimension that has it also gets the subtotal `known`. */
export const unknown: CategoryGroup = { code: 'unknown', label: 'Unknown' };

export function categoriesOf(list: Codelist, group?: CategoryGroup): Category[] {
  return list.map(({ code, label }) => (group ? { code, label, group } : { code, label }));
}

/**
 * The lines a table prints for a dimension, in reading order: what is known, its subtotal, each group with its subtotal, the
 * total. A dimension that does not add has no total. Every line is a set of categories, so a margin is never drawn by itself.
 * @throws Error where two lines would have the same code: that is a fault of the policy.
 */
export function linesOf(dimension: Dimension): Line[] {
  const ungrouped = dimension.categories.filter((category) => !category.group);
  const lines = ungrouped.map(categoryLine);
  const groups = groupsOf(dimension);
  if (groups.some((group) => group.code === unknown.code))
    lines.push(subtotal({ code: 'known', label: 'Known' }, ungrouped));
  for (const group of groups) {
    const members = dimension.categories.filter((category) => category.group?.code === group.code);
    lines.push(...members.map(categoryLine), subtotal(group, members));
  }
  if (dimension.adds)
    lines.push({ ...subtotal({ code: 'total', label: 'Total' }, dimension.categories), kind: 'total' });
  refuseTwins(dimension, lines);
  return lines;
}

export function groupsOf(dimension: Dimension): CategoryGroup[] {
  const groups = new Map<string, CategoryGroup>();
  for (const { group } of dimension.categories)
    if (group && !groups.has(group.code)) groups.set(group.code, group);
  return [...groups.values()];
}

function categoryLine(category: Category): Line {
  return { code: category.code, label: category.label, kind: 'category', codes: [category.code] };
}

function subtotal(group: CategoryGroup, members: readonly Category[]): Line {
  return { ...group, kind: 'subtotal', codes: members.map((category) => category.code) };
}

function refuseTwins(dimension: Dimension, lines: readonly Line[]): void {
  if (new Set(lines.map((line) => line.code)).size < lines.length)
    throw new Error(`Dimension ${dimension.name} has two lines with one code`);
}
