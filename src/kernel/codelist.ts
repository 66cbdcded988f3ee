/** One entry of a codelist: the code is stored and compared for ever, the label may be reworded. */
export interface CodeEntry<C extends string = string> {
  readonly code: C;
  readonly label: string;
}

export type Codelist<C extends string = string> = readonly CodeEntry<C>[];

/** The union of a list's codes: `type Sex = Code<typeof sexes>`. */
export type Code<L extends Codelist> = L[number]['code'];

/** Declares a codelist; the one definition gives the type, the parser, the labels and the options. */
export function codelist<const C extends string>(entries: Readonly<Record<C, string>>): Codelist<C> {
  // Object.entries widens keys to string; the keys are exactly C by the parameter's type.
  return (Object.entries(entries) as [C, string][]).map(([code, label]) => ({ code, label }));
}

export function codesOf<C extends string>(list: Codelist<C>): C[] {
  return list.map((entry) => entry.code);
}

export function isCode<C extends string>(list: Codelist<C>, value: unknown): value is C {
  return list.some((entry) => entry.code === value);
}

/** The label of a code in its list. @throws Error where the code is not in the list: that is a bug, not input. */
export function labelOf<C extends string>(list: Codelist<C>, code: C): string {
  const entry = list.find((each) => each.code === code);
  if (!entry) throw new Error(`No such code: ${code}`);
  return entry.label;
}
