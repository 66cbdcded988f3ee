import type { Answers, Definition, Item } from '../../src/risk/instrument.rules.js';
import type { Answer } from '../../src/risk/risk.codes.js';

/** An instrument for rules: ten questions q1 to q10, medium from 3, high from 6, and a yes to q10 alone is high. */
export function anInstrument(changes: Partial<Definition> = {}): Definition {
  return {
    about: 'Invented for tests.',
    sections: [
      { title: 'First half', items: [1, 2, 3, 4, 5].map((number) => anItem(`q${String(number)}`)) },
      { title: 'Second half', items: [6, 7, 8, 9, 10].map((number) => anItem(`q${String(number)}`)) },
    ],
    thresholds: [
      { band: 'medium', from: 3 },
      { band: 'high', from: 6 },
    ],
    overrides: [{ item: 'q10', answer: 'yes', atLeast: 'high' }],
    ...changes,
  };
}

export function anItem(code: string, countsWhen: Item['countsWhen'] = 'yes'): Item {
  return { code, question: 'An invented question?', help: null, countsWhen };
}

/** Answers to q1 to q10: 'yyyn-?' is yes, yes, yes, no, not asked, don't know, and the rest no. */
export function answered(pattern: string): Answers {
  const meanings: Readonly<Record<string, Answer>> = {
    y: 'yes',
    n: 'no',
    '?': 'dont_know',
    '-': 'not_asked',
  };
  const letters = pattern.padEnd(10, 'n').split('');
  return Object.fromEntries(
    letters.map((letter, index) => [`q${String(index + 1)}`, meanings[letter] ?? 'no']),
  );
}
