import { RuleBroken } from '../kernel/errors.js';
import {
  considerations,
  type Consideration,
  type CounterOutcome,
  type PointsTo,
} from './counter-allegation.codes.js';

export type Considered = Readonly<Record<Consideration, PointsTo>>;

/**
 * What was considered, each by itself and none left out: an answer that is not there is no answer, and “cannot be told” is one. To
 * find a perpetrator takes a consideration that points to the other as the victim, and none of it is counted: three that point one way
 * do not outweigh one that points the other.
 * @throws RuleBroken `considered-all`, `nothing-points-there`
 */
export function soundDecision(
  answers: Readonly<Record<string, PointsTo>>,
  outcome: CounterOutcome,
): Considered {
  const codes = considerations.map(({ code }) => code);
  const known = Object.keys(answers).every((code) => codes.some((each) => each === code));
  if (!known || codes.some((code) => answers[code] === undefined))
    throw new RuleBroken('considered-all', 'Answer each of what is to be considered');
  const victim = { later_is_perpetrator: 'earlier', earlier_is_perpetrator: 'later' } as const;
  const points = Object.values(answers);
  if (
    (outcome === 'later_is_perpetrator' || outcome === 'earlier_is_perpetrator') &&
    !points.includes(victim[outcome])
  )
    throw new RuleBroken(
      'nothing-points-there',
      'Nothing that you considered points to the other as the victim',
    );
  return answers;
}
