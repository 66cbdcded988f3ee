import * as cover from './cover-today.queries.js';
import type { Question } from './today.questions.js';

/** What an advocate covers, and what others cover for them: shown on the days there is any. */
export const covering: readonly Question[] = [
  {
    title: 'You cover these cases',
    ask: cover.casesOneCovers,
    nothing: 'You cover no case of anybody’s.',
    onlyIfAny: true,
  },
  {
    title: 'Your cases that others cover',
    ask: cover.ownCasesCovered,
    nothing: 'Nobody covers a case of yours.',
    onlyIfAny: true,
  },
];
