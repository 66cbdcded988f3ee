import { plainDate } from '../../src/kernel/plain-date.js';
import { readLetter } from '../../src/foi/letter.rules.js';
import type { Question } from '../../src/foi/question.rules.js';
import { sharedCases } from '../support/shared.js';

type Expected = Readonly<Record<string, unknown>> & { readonly question: string };
interface Request {
  readonly id: string;
  readonly received: string;
  readonly text: string;
  readonly expect: readonly Expected[];
}

// Ten requests that real authorities were sent, kept beside the reference. What each "expects" is a floor.
const { requests } = sharedCases('foi/requests.json') as { requests: readonly Request[] };
const questions = requests.flatMap(({ id, received, text, expect: wanted }) => {
  const read = readLetter(text, plainDate(received));
  return wanted.map((each) => ({ id, each, question: read.find(({ number }) => number === each.question) }));
});

describe('requests that real authorities were sent', () => {
  it.each(requests)(
    '$id has as many questions as a person finds in it',
    ({ received, text, expect: wanted }) => {
      const numbers = readLetter(text, plainDate(received)).map(({ number }) => number);
      expect(numbers).toEqual(wanted.map(({ question }) => question));
    },
  );

  it.each(questions)('$id, question $each.question is read as a person reads it', ({ each, question }) => {
    if (!question) throw new Error('The question was not found');
    const { note, ...wanted } = each;
    expect(inTheWordsOfTheFile(question)).toMatchObject(wanted);
    // The file's notes are prose; what they call for is a correction, a question to put, or a note to the officer.
    const said = [...question.corrections, ...question.clarifications, ...question.notes];
    expect(note === undefined || said.length > 0).toBe(true);
  });

  it.each([
    ['met-2022', '2', 'court_makes_spo'],
    ['met-2022', '3', 'spo_began'],
    ['sex-two-years', '1', 'explain_unknowns'],
    ['two-odd-windows', '2', 'sanction_detection_ended'],
    ['two-odd-windows', '2', 'which_outcomes'],
    ['not-granted-2021', '1', 'print_each_measure'],
    ['age-bands', '1', 'protection_not_prevention'],
    ['age-bands', '1', 'spo_began'],
    ['age-bands', '4', 'which_reports'],
    ['trackers', '1', 'cases_of_own_class'],
    ['wrong-premises', '2', 'family_court_makes_nmo'],
    ['wrong-premises', '5', 'cps_grants_no_order'],
    ['free-text', '1', 'offer_coded_cyber'],
    ['free-text', '2', 'narrative_is_personal_data'],
  ])('%s, question %s: the reading says %s', (id, number, said) => {
    const question = questions.find((each) => each.id === id && each.question?.number === number)?.question;
    expect([question?.corrections, question?.clarifications, question?.notes].flat()).toContain(said);
  });
});

/** The codes of a reading as the file writes them: orders in capitals, one measure not in a list, a window as a pair. */
function inTheWordsOfTheFile(question: Question): Record<string, unknown> {
  const { number, measures, orderTypes, periods, cyber } = question;
  return {
    ...question,
    question: number,
    measure: measures.length === 1 ? measures[0] : measures,
    orderType: orderTypes.length === 1 ? orderTypes[0]?.toUpperCase() : undefined,
    periods: {
      ...periods,
      ...(periods.kind === 'windows' ? { windows: periods.windows.map(({ from, to }) => [from, to]) } : {}),
    },
    perYear: periods.perYear,
    cyber: cyber.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)),
  };
}

const order = ['tracker_tag', 'gps_vehicle_tracker', 'location_sharing_feature'];
