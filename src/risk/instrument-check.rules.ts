import { settableBands, type Definition } from './instrument.rules.js';

type Loose = Readonly<Record<string, unknown>>;

const codeShape = /^[a-z][a-z0-9_]{1,59}$/;

/**
 * Every fault of a questionnaire someone means to load, in words, so that all can be mended at once. None means sound:
 * it then is a `Definition`.
 */
export function checkInstrument(definition: unknown): string[] {
  if (!isRecord(definition)) return ['The definition is not an object'];
  const sections = listOf(definition, 'sections');
  const items = sections.flatMap((section) => listOf(section, 'items'));
  return [
    ...(isWords(definition['about']) ? [] : ['It does not say what the instrument is: "about" is missing']),
    ...(sections.length > 0 ? [] : ['There are no sections']),
    ...sections.flatMap((section, index) => faultsOfSection(section, index + 1)),
    ...items.flatMap((item, index) => faultsOfItem(item, index + 1)),
    ...repeatedCodes(items),
    ...faultsOfThresholds(definition, items),
    ...faultsOfOverrides(definition, items),
  ];
}

/**
 * Reads a stored definition.
 * @throws Error naming the first fault: what is stored was checked when it was loaded, so a fault is a bug.
 */
export function definitionFrom(stored: unknown): Definition {
  const [fault] = checkInstrument(stored);
  if (fault !== undefined) throw new Error(`The instrument is faulty. ${fault}`);
  return stored as Definition; // just checked, field by field
}

function faultsOfSection(section: Loose, number: number): string[] {
  const where = `Section ${String(number)}`;
  return [
    ...(isWords(section['title']) ? [] : [`${where} has no title`]),
    ...(listOf(section, 'items').length > 0 ? [] : [`${where} has no questions`]),
  ];
}

function faultsOfItem(item: Loose, number: number): string[] {
  const where = `Question ${String(number)}`;
  const { code, question, help, countsWhen } = item;
  return [
    ...(typeof code === 'string' && codeShape.test(code)
      ? []
      : [`${where} has no code of lower-case letters, digits and underscores`]),
    ...(isWords(question) ? [] : [`${where} has no words`]),
    ...(help === null || isWords(help) ? [] : [`${where} has help that is neither words nor null`]),
    ...(['yes', 'no', 'never'].includes(String(countsWhen))
      ? []
      : [`${where} counts neither when yes, nor when no, nor never`]),
  ];
}

function repeatedCodes(items: readonly Loose[]): string[] {
  const codes = items.map((item) => item['code']).filter((code) => typeof code === 'string');
  const repeated = new Set(codes.filter((code, index) => codes.indexOf(code) !== index));
  return [...repeated].map((code) => `The code ${code} is used by more than one question`);
}

function faultsOfThresholds(definition: Loose, items: readonly Loose[]): string[] {
  if (!Array.isArray(definition['thresholds']))
    return ['The thresholds are not a list: give an empty one where there are none'];
  const thresholds = listOf(definition, 'thresholds');
  const most = items.filter((item) => item['countsWhen'] !== 'never').length;
  const faults = thresholds.flatMap(({ band, from }, index) => {
    const where = `Threshold ${String(index + 1)}`;
    const reachable = typeof from === 'number' && Number.isInteger(from) && from >= 1 && from <= most;
    return [
      ...(isSettable(band) ? [] : [`${where} sets neither medium nor high`]),
      ...(reachable
        ? []
        : [`${where} is not a whole number from 1 to the ${String(most)} questions that can count`]),
    ];
  });
  return [...faults, ...disorder(thresholds)];
}

function disorder(thresholds: readonly Loose[]): string[] {
  const [medium, high] = settableBands.map((band) => thresholds.filter((each) => each['band'] === band));
  const twice = [medium, high].some((each) => each && each.length > 1);
  const rises = Number(medium?.[0]?.['from'] ?? 0) < Number(high?.[0]?.['from'] ?? Infinity);
  return [
    ...(twice ? ['A band has two thresholds'] : []),
    ...(rises ? [] : ['High must begin above where medium begins']),
  ];
}

function faultsOfOverrides(definition: Loose, items: readonly Loose[]): string[] {
  if (!Array.isArray(definition['overrides']))
    return ['The overrides are not a list: give an empty one where there are none'];
  return listOf(definition, 'overrides').flatMap(({ item, answer, atLeast }, index) => {
    const where = `Override ${String(index + 1)}`;
    return [
      ...(items.some(({ code }) => code === item) ? [] : [`${where} names no question of this instrument`]),
      ...(answer === 'yes' || answer === 'no' ? [] : [`${where} rests on neither yes nor no`]),
      ...(isSettable(atLeast) ? [] : [`${where} sets neither medium nor high`]),
    ];
  });
}

function isSettable(band: unknown): boolean {
  return settableBands.some((each) => each === band);
}

function isWords(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** The objects of a list; what is no object is read as an empty one, whose faults are then listed like any other's. */
function listOf(parent: Loose, name: string): Loose[] {
  const list: unknown = parent[name];
  return Array.isArray(list) ? list.map((each: unknown) => (isRecord(each) ? each : {})) : [];
}

function isRecord(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
