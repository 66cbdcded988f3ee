import { codesOf, type Codelist } from '../../src/kernel/codelist.js';
import { dispositions, exemptions, holdings, measures, requestStates } from '../../src/foi/foi.codes.js';
import * as questionCodes from '../../src/foi/question.codes.js';
import { sharedCases } from '../support/shared.js';

const { vocabulary } = sharedCases('foi/requests.json') as {
  vocabulary: { measure: string[]; disposition: string[] };
};

const lists: [string, Codelist][] = [
  ...Object.entries({ dispositions, exemptions, holdings, measures, requestStates }),
  ...Object.entries(questionCodes),
];

describe('the codes of requests', () => {
  it('measures and dispositions are those of the reference, no more and no fewer', () => {
    expect(codesOf(measures).sort()).toEqual(vocabulary.measure.sort());
    expect(codesOf(dispositions).sort()).toEqual(vocabulary.disposition.sort());
  });

  it.each(lists)('%s are lower-case words, each with a label of its own', (_, list) => {
    expect(codesOf(list).filter((code) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(code))).toEqual([]);
    expect(new Set(list.map(({ label }) => label)).size).toBe(list.length);
  });

  it('what is found and what is not held are never one code', () => {
    expect(codesOf(holdings)).toEqual(['held', 'nil', 'not_held']);
  });
});
