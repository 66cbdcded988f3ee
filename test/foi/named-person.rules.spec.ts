import { plainDate } from '../../src/kernel/plain-date.js';
import { readLetter } from '../../src/foi/letter.rules.js';
import { namesPerson } from '../../src/foi/named-person.rules.js';

it.each([
  'Is Jane Smith known to your service?',
  'Please tell me whether Sarah Jones has been referred.',
  'How many reports were made by Jane Smith-O’Neill in 2024?',
  'How many people supported in 2024 were stalked by a man called John Brown?',
  'how many people named jane smith have you supported',
  'What is held about Zoë Q. Invented?',
  'Has Mr Brown been reported?',
])('a person is named in: %s', (text) => {
  expect(namesPerson(text)).toBe(true);
});

it.each([
  'How many cases has Sussex Police referred?',
  'Has Victim Support received referrals in 2024?',
  'How many orders were granted by Brighton Magistrates Court?',
  'How many people from Milton Keynes were supported in 2024?',
  'Please give figures by Age Group and by Financial Year.',
  'What is held about Stalking Protection Orders?',
  'My name is Jane Smith and I am a student.',
  'Dear Ms Smith',
])('no person is asked about in: %s', (text) => {
  expect(namesPerson(text)).toBe(false);
});

it('a line that names someone is a question of its own, and not folded into one that is repeated', () => {
  const questions = readLetter(
    '1. How many people were supported in 2024?\n2. If possible, explain whether Jane Smith was one of them.',
    plainDate('2025-06-01'),
  );
  expect(questions.map(({ disposition }) => disposition)).toEqual(['answerable', 'neither_confirm_nor_deny']);
  expect(questions[0]?.text).not.toContain('Jane');
});
