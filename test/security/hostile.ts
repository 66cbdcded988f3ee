import fc, { type Arbitrary } from 'fast-check';

/** Nested deeper than a careless reader goes. */
export const deep = '['.repeat(1_000) + ']'.repeat(1_000);

/** Values that no honest client sends. */
export const hostile: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    '',
    '\0',
    'a\0b',
    '\ud800',
    '\udfff x',
    null,
    [],
    {},
    [[]],
    true,
    -1,
    0,
    1e308,
    -0,
    2 ** 53,
    1.5,
  ),
  fc.constantFrom<unknown>(
    "' OR 1=1 --",
    '1; DROP TABLE staff',
    '<script>',
    '../../etc/passwd',
    '%00',
    '${7*7}',
    '9'.repeat(400),
  ),
  fc.constantFrom<unknown>(
    { __proto__: null, constructor: {} },
    JSON.parse('{"__proto__": {"role": "admin"}}'),
    JSON.parse(deep),
  ),
  fc.constantFrom<unknown>(
    '2026-02-30',
    '0000-00-00',
    '9999-12-31',
    '31/2/2026',
    '24:00',
    'x'.repeat(30_000),
  ),
  fc.string({ unit: 'binary' }),
  fc.jsonValue({ maxDepth: 3 }),
);
