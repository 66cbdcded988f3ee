import type { ClueKind } from './clues.js';
import type { LikenessVerdict } from './likeness.codes.js';

/**
 * True where two records now share something beyond what they shared when they were judged: another kind of clue, or one more of
 * a kind. They are asked about again then, and only then.
 * @example sharesMore(['surname', 'phone'], ['surname']) is true; sharesMore(['surname'], ['surname', 'phone']) is not
 */
export function sharesMore(now: readonly ClueKind[], judgedOn: readonly ClueKind[]): boolean {
  const times = (kinds: readonly ClueKind[], kind: ClueKind) => kinds.filter((each) => each === kind).length;
  return now.some((kind) => times(now, kind) > times(judgedOn, kind));
}

/** The records that were found to be somebody else's, and share nothing more since. */
export function stillApart(
  judged: readonly Verdict[],
  shared: ReadonlyMap<string, readonly ClueKind[]>,
): ReadonlySet<string> {
  const apart = judged.filter(
    ({ verdict, otherId, judgedOn }) =>
      verdict === 'two_people' && !sharesMore(shared.get(otherId) ?? [], judgedOn),
  );
  return new Set(apart.map(({ otherId }) => otherId));
}

/** What was decided of another record, and on what kinds of clue that were shared then. */
export interface Verdict {
  readonly otherId: string;
  readonly verdict: LikenessVerdict;
  readonly judgedOn: readonly ClueKind[];
}
