import type { ClueKind } from '../../src/parties/clues.js';
import { sharesMore, stillApart } from '../../src/parties/likeness.rules.js';

const table: readonly (readonly [string, ClueKind[], ClueKind[], boolean])[] = [
  ['nothing that was not shared', ['surname'], ['surname', 'phone'], false],
  ['the same again', ['surname', 'phone'], ['phone', 'surname'], false],
  ['another kind', ['surname', 'phone'], ['surname'], true],
  ['one more of a kind', ['phone', 'phone'], ['phone'], true],
  ['anything at all, where nothing was', ['birth'], [], true],
];

describe('two records that were judged', () => {
  it.each(table)('share %s', (_, now, judgedOn, more) => {
    expect(sharesMore(now, judgedOn)).toBe(more);
  });

  it('stay apart while they share no more, and only where they were found to be two people', () => {
    const judged = [
      { otherId: 'two', verdict: 'two_people', judgedOn: ['surname'] },
      { otherId: 'asked-again', verdict: 'two_people', judgedOn: ['surname'] },
      { otherId: 'one', verdict: 'one_person', judgedOn: ['surname'] },
    ] as const;
    const shared = new Map<string, ClueKind[]>([
      ['two', ['surname']],
      ['asked-again', ['surname', 'email']],
    ]);
    expect([...stillApart(judged, shared)]).toEqual(['two']);
  });
});
