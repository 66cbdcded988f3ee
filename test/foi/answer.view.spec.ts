import type { Letter } from '../../src/foi/answer.rules.js';
import type { LetterBlock } from '../../src/foi/answer-table.rules.js';
import { answerView, blocksOf } from '../../src/foi/answer.view.js';
import type { EditionShown } from '../../src/foi/answers.service.js';
import { plainDate } from '../../src/kernel/plain-date.js';

const table: LetterBlock = { kind: 'table', caption: 'Cases opened', columns: [], rows: [] };
const said: LetterBlock = { kind: 'paragraph', text: 'As at 10 January 2022.' };
const letter: Letter = {
  opening: [said],
  answers: ['1', '2'].map((number) => ({
    number,
    disposition: 'answerable',
    needs: [],
    blocks: [table, said],
  })),
  closing: [],
};

describe('a letter as a page', () => {
  it('has its tables numbered through', () => {
    const tables = blocksOf(letter).filter(({ kind }) => kind === 'table');
    expect(tables.map((each) => each.table)).toEqual([1, 2]);
  });
});

const shown = (
  changes: Partial<EditionShown['facts']> = {},
  state: EditionShown['request']['state'] = 'drafted',
): EditionShown => ({
  request: {
    ...{
      id: 'r',
      organisationId: 'o',
      reference: 'FOI-2022-0001',
      clarifiedOn: null,
      state,
      recordedBy: 'avens',
    },
    ...{
      receivedOn: plainDate('2022-01-31'),
      dueOn: plainDate('2022-02-28'),
      recordedAt: new Date(0),
      version: 3,
    },
  },
  letter,
  facts: {
    draftedBy: 'avens',
    approvedHash: null,
    isLatest: true,
    draftedHash: 'aa',
    presentHash: 'aa',
    missing: [],
    ...changes,
  },
  row: {
    ...{ id: 'a', edition: 1, draftedBy: 'avens', drafter: 'Demo Avens', draftedAt: new Date(0) },
    ...{ approver: null, approvedAt: null, releasedOn: null },
  },
});
const as = (userId: string) => ({ role: 'foi_officer' as const, userId, organisationId: 'o' });

describe('what an officer may do with an edition', () => {
  it('is to approve what another drafted', () => {
    expect(answerView(shown(), as('betony'))).toMatchObject({
      canApprove: true,
      cannotApprove: null,
      canRelease: false,
    });
  });

  it.each([
    ['their own', 'avens', {}, 'You drafted this answer, so someone else must approve it.'],
    [
      'one that is not complete',
      'betony',
      { missing: ['Question 1: Give the published figures.'] },
      'The letter is not complete',
    ],
    [
      'one that was returned',
      'betony',
      { approvedHash: 'aa' },
      'This edition was approved and then returned.',
    ],
  ])('is not to approve %s, and they are told why', (_, userId, changes, why) => {
    const view = answerView(shown(changes), as(userId));
    expect([view.canApprove, view.cannotApprove?.startsWith(why)]).toEqual([false, true]);
  });

  it('is neither, of an edition that another has followed', () => {
    expect(answerView(shown({ isLatest: false }), as('betony'))).toMatchObject({
      canApprove: false,
      cannotApprove: null,
    });
  });

  it('is to release what is approved, whoever drafted it', () => {
    const approved = shown({ approvedHash: 'aa' }, 'approved');
    for (const who of ['avens', 'betony']) expect(answerView(approved, as(who)).canRelease).toBe(true);
  });
});
