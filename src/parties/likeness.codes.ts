import { codelist, type Code } from '../kernel/codelist.js';

/** What was decided of two records that are alike. */
export const likenessVerdicts = codelist({ one_person: 'One person', two_people: 'Two people' });
export type LikenessVerdict = Code<typeof likenessVerdicts>;
