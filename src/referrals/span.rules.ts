/** From one instant to another, in milliseconds; the last is not in it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** In order, with what touches or overlaps made one. */
export function joined(spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const next of spans.toSorted((one, other) => one.from - other.from)) {
    const last = whole.at(-1);
    if (last && next.from <= last.to)
      whole.splice(-1, 1, { from: last.from, to: Math.max(last.to, next.to) });
    else if (next.from < next.to) whole.push(next);
  }
  return whole;
}

/** What is left of a span without others, which are in order and apart. */
export function without(span: Span, others: readonly Span[]): Span[] {
  let rest = span;
  const left: Span[] = [];
  for (const { from, to } of others) {
    if (to <= rest.from || from >= rest.to) continue;
    if (from > rest.from) left.push({ from: rest.from, to: from });
    rest = { from: Math.min(to, rest.to), to: rest.to };
  }
  return rest.from < rest.to ? [...left, rest] : left;
}
