import { RuleBroken } from './errors.js';

/** A transition table: for each state, the acts possible there and the state each leads to. */
export type Steps<State extends string, Act extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Act, State>>>>
>;

/**
 * The state an act leads to.
 * @throws RuleBroken `impossible-step` where the table has no such act in that state.
 */
export function step<State extends string, Act extends string>(
  table: Steps<State, Act>,
  state: State,
  act: Act,
): State {
  const next = table[state][act];
  if (!next)
    throw new RuleBroken('impossible-step', `"${words(act)}" cannot be done while it is ${words(state)}`);
  return next;
}

/** The acts possible in a state, in the table's order: what a page offers as buttons. */
export function possibleActs<State extends string, Act extends string>(
  table: Steps<State, Act>,
  state: State,
): Act[] {
  return Object.keys(table[state]) as Act[]; // the table's own keys, typed by its declaration
}

/** The faults of a table: states that cannot be reached from `start`. Unknown states do not compile. Empty means sound. */
export function checkSteps<State extends string, Act extends string>(
  table: Steps<State, Act>,
  start: State,
): string[] {
  const reached = new Set<State>([start]);
  for (const state of reached) {
    for (const next of Object.values<State | undefined>(table[state])) if (next) reached.add(next);
  }
  const states = Object.keys(table) as State[]; // the table's own keys
  return states
    .filter((state) => !reached.has(state))
    .map((state) => `${state} cannot be reached from ${start}`);
}

function words(code: string): string {
  return code.replaceAll('_', ' ');
}
