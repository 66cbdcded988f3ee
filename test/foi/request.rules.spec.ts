import { codesOf } from '../../src/kernel/codelist.js';
import { checkSteps, possibleActs, step, type Steps } from '../../src/kernel/steps.js';
import { requestStates, type RequestState } from '../../src/foi/foi.codes.js';
import { requestSteps, type RequestAct } from '../../src/foi/request.rules.js';

const table: Steps<RequestState, RequestAct> = requestSteps;

describe('the life of a request', () => {
  it('every state can be reached from the day a request is received', () => {
    expect(checkSteps(table, 'received')).toEqual([]);
  });

  it('only an approved answer can be released', () => {
    const releasable = codesOf(requestStates).filter((state) =>
      possibleActs(table, state).includes('release'),
    );
    expect(releasable).toEqual(['approved']);
  });

  it('an answer changed on review must be approved again before it is released', () => {
    expect(step(table, 'in_review', 'return_to_draft')).toBe('drafted');
    expect(() => step(table, 'drafted', 'release')).toThrow(
      expect.objectContaining({ rule: 'impossible-step' }),
    );
  });

  it('clarification that comes after a request was closed for want of it opens the request again', () => {
    expect(step(table, 'lapsed', 'receive_clarification')).toBe('received');
  });
});
