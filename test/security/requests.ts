import fc, { type Arbitrary } from 'fast-check';
import { deep, hostile } from './hostile.js';
import { resolved, type Schema, type Schemas } from '../support/schema.js';

/** One operation of the API, as its document says. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
  readonly body: Schema | null;
  readonly answers: Readonly<Record<string, Schema | null>>;
}

/** Ids that belong together: a case, its order, its breach. */
export type World = Readonly<Record<string, string>>;

export interface Asked {
  readonly path: string;
  readonly query: string;
  readonly type: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Mostly what the schema asks for, so that requests get past the first check. */
function fitting(given: Schema, schemas: Schemas): Arbitrary<unknown> {
  const schema = resolved(given, schemas);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.allOf?.[0]) return fitting(schema.allOf[0], schemas);
  if (schema.type === 'array') return fc.array(fitting(schema.items ?? {}, schemas), { maxLength: 3 });
  if (schema.type === 'integer' || schema.type === 'number') return fc.integer(within(schema));
  if (schema.format === 'uuid') return fc.uuid();
  if (schema.format === 'date') return fc.constantFrom('2026-02-02', '2026-03-03', '2025-12-31');
  if (schema.properties) return fittingObject(schema.properties, schemas);
  if (schema.type === 'object')
    return fc.dictionary(fc.string({ maxLength: 9 }), fc.constantFrom('yes', 'no'), { maxKeys: 3 });
  return fc.constantFrom('Invented words', '14:05', 'x', '2026-02-02');
}

/** Small ones, where the schema has any. */
function within({ minimum = 0, maximum = 9 }: Schema): { min: number; max: number } {
  return { min: minimum, max: Math.max(minimum, Math.min(maximum, 99)) };
}

/** The version that most records have: with any other a change is refused before what it says is looked at. */
const lately = fc.constantFrom(1, 1, 1, 2, 3);

function fittingObject(properties: Readonly<Record<string, Schema>>, schemas: Schemas): Arbitrary<object> {
  const each = Object.entries(properties).map(
    ([name, schema]) =>
      [
        name,
        fc.oneof(
          { weight: 12, arbitrary: name === 'version' ? lately : fitting(schema, schemas) },
          { weight: 1, arbitrary: hostile },
        ),
      ] as const,
  );
  const known = fc.record(Object.fromEntries(each), { requiredKeys: [] });
  const whole = fc.record(Object.fromEntries(each));
  return fc.oneof({ weight: 4, arbitrary: whole }, { weight: 1, arbitrary: known });
}

/** Any request to an operation: of ids that there are, ids that there are not, and things that are none. */
export function requestsTo(
  operation: Operation,
  schemas: Schemas,
  worlds: readonly World[],
): Arbitrary<Asked> {
  const bodyOf = operation.body
    ? fc.oneof({ weight: 6, arbitrary: fitting(operation.body, schemas) }, { weight: 1, arbitrary: hostile })
    : fc.constant(undefined);
  return fc.record({
    path: pathsOf(operation, worlds),
    query: queriesOf(operation),
    type: fc.oneof(
      { weight: 9, arbitrary: fc.constant('application/json') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('text/plain', 'application/xml', 'application/json; charset=utf-16', 'x'),
      },
    ),
    body: fc.oneof(
      { weight: 14, arbitrary: bodyOf.map((body) => (body === undefined ? '' : JSON.stringify(body))) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '{',
          deep,
          '{"a":1,"a":2}',
          'null',
          '"x"',
          `{"a":"${'x'.repeat(300_000)}"}`,
          '{"version":1e999}',
        ),
      },
    ),
    headers: fc
      .tuple(
        fc.uuid(),
        fc.constantFrom<Record<string, string>>(
          ...Array.from({ length: 12 }, () => ({})),
          ...['"1"', '*'].map((version) => ({ 'If-Match': version })),
          { 'Idempotency-Key': 'a key that is unfit' },
          { 'X-Forwarded-For': '1.1.1.1, x' },
        ),
      )
      .map(([key, odd]) => ({ 'Idempotency-Key': key, ...odd })),
  });
}

function pathsOf({ path }: Operation, worlds: readonly World[]): Arbitrary<string> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const odd = fc.oneof(
    fc.uuid(),
    fc.constantFrom(
      '%00',
      "'",
      '%F0%9F',
      '..%2f',
      '0',
      '-1',
      '99999999999',
      'null',
      '%ED%A0%80',
      'x'.repeat(500),
    ),
  );
  const oneOf = (world: World, name: string) =>
    fc.oneof({ weight: 12, arbitrary: fc.constant(world[name] ?? '1') }, { weight: 1, arbitrary: odd });
  return fc
    .constantFrom(...worlds)
    .chain((world) => fc.record(Object.fromEntries(names.map((name) => [name, oneOf(world, name)]))))
    .map((filled) => path.replace(/\{(\w+)\}/g, (_, name: string) => String(filled[name])));
}

function queriesOf({ parameters }: Operation): Arbitrary<string> {
  const names = [
    ...parameters.filter((each) => each.in === 'query').map(({ name }) => name),
    'page',
    'unknown',
    '__proto__',
  ];
  const value = fc.constantFrom(
    '1',
    '2',
    '',
    'x',
    '%00',
    '%ff',
    '-1',
    '1e9',
    '9'.repeat(40),
    'all',
    'open',
    "'",
  );
  const pair = fc.tuple(fc.constantFrom(...names), value).map(([name, each]) => `${name}=${each}`);
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.array(pair, { maxLength: 4 }).map((pairs) => pairs.join('&')) },
  );
}
