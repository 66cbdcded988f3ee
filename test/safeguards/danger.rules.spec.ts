import {
  dangerLevel,
  soundEnding,
  soundStep,
  unfinishedSteps,
  type StepTaken,
} from '../../src/safeguards/danger.rules.js';
import { soundTurn } from '../../src/safeguards/on-call.rules.js';

const step = (name: StepTaken['step'], safe: StepTaken['safe'] = null): StepTaken => ({ step: name, safe });
const all = [step('police'), step('lead'), step('agreed'), step('whereabouts', 'yes')];

describe('what is still to be done', () => {
  it.each([
    ['everything, at first', [], ['police', 'lead', 'agreed', 'whereabouts']],
    ['nothing, once all was done', all, []],
    [
      'where the person is, while nobody knows whether it is safe',
      [...all, step('whereabouts', 'unknown')],
      ['whereabouts'],
    ],
    ['where the person is, once it is safe no longer', [...all, step('whereabouts', 'no')], ['whereabouts']],
    ['nothing, once it is safe again', [...all, step('whereabouts', 'no'), step('whereabouts', 'yes')], []],
  ])('is %s', (_, taken, open) => {
    expect(unfinishedSteps(taken)).toEqual(open);
  });
});

describe('how far up a danger belongs', () => {
  const beganAt = new Date('2026-03-03T14:00:00Z');
  it.each([
    ['14:14:59', 0],
    ['14:15:00', 1],
    ['14:59:59', 1],
    ['15:00:00', 2],
  ])('with a step to take, at %s, is %i', (time, level) => {
    expect(dangerLevel({ beganAt, steps: all.slice(1) }, new Date(`2026-03-03T${time}Z`))).toBe(level);
  });

  it.each([
    ['2026-03-04T01:59:59Z', 0],
    ['2026-03-04T02:00:00Z', 2],
  ])('with nothing but the decision to take, at %s, is %i', (moment, level) => {
    expect(dangerLevel({ beganAt, steps: all }, new Date(moment))).toBe(level);
  });
});

describe('that a danger is over', () => {
  it('needs of a safe person that every step was taken, of the police that they were told, and of none nothing', () => {
    expect(() => soundEnding('person_safe', all.slice(1))).toThrow('still to be done');
    expect(soundEnding('person_safe', all)).toBe('person_safe');
    expect(() => soundEnding('with_police', all.slice(1))).toThrow('Nobody has told the police');
    expect(soundEnding('with_police', [step('police')])).toBe('with_police');
    expect(soundEnding('no_danger', [])).toBe('no_danger');
  });
});

it('a step that was not done says why', () => {
  expect(() => {
    soundStep('not_done', undefined);
  }).toThrow('why');
  expect(() => {
    soundStep('not_done', 'Invented.');
    soundStep('done', undefined);
  }).not.toThrow();
});

describe('a turn on call', () => {
  const now = new Date('2026-03-03T10:00:00Z');
  const turn = (from: string, to: string) => ({ fromAt: new Date(from), toAt: new Date(to) });
  it.each([
    ['of a week exactly', turn('2026-03-02T09:00:00Z', '2026-03-09T09:00:00Z')],
    ['of a week in which the clocks go back', turn('2026-10-19T08:00:00Z', '2026-10-26T09:00:00Z')],
  ])('may be %s', (_, sound) => {
    expect(soundTurn(sound, now)).toBe(sound);
  });

  it.each([
    ['of no length', turn('2026-03-04T09:00:00Z', '2026-03-04T09:00:00Z'), 'end after it begins'],
    ['that is over now', turn('2026-03-03T09:00:00Z', '2026-03-03T10:00:00Z'), 'after now'],
    ['longer than that', turn('2026-03-02T09:00:00Z', '2026-03-09T10:00:01Z'), 'more than a week'],
  ])('is none %s', (_, wrong, says) => {
    expect(() => soundTurn(wrong, now)).toThrow(says);
  });
});
