import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What the house does not do. Each message says why, for whoever meets it. */
const bans = {
  environment: {
    selector: 'MemberExpression[object.name="process"][property.name="env"]',
    message:
      'Only src/config.ts reads the environment, so that a process refuses to start with every fault listed at once.',
  },
  present: {
    selector:
      'NewExpression[callee.name="Date"][arguments.length=0], MemberExpression[object.name="Date"][property.name="now"]',
    message:
      'Take `today` or `now` as an argument, or ask the Clock: a rule that reads the time cannot be tested on another day.',
  },
  everything: {
    selector: 'ExportAllDeclaration',
    message: 'Export by name: a reader can then find what is used, and from where.',
  },
  nameless: {
    selector: 'ExportDefaultDeclaration',
    message: 'Export by name: a thing has one name everywhere.',
  },
  enumeration: {
    selector: 'TSEnumDeclaration',
    message:
      'Use codelist() or a union: an enum has a second name for every code, and the database knows neither.',
  },
  console: {
    selector: 'MemberExpression[object.name="console"]',
    message: 'Use Log, whose type lets no name or story through; a start file may say() a line.',
  },
  parameters: {
    // Nest fills in a handler's decorated parameters one by one, so those may be four, as a constructor's may.
    selector: [
      'FunctionDeclaration[params.length>3]',
      'ArrowFunctionExpression[params.length>3]',
      'MethodDefinition[kind!="constructor"] > FunctionExpression[params.length>3]:not(:has(Decorator))',
      'FunctionExpression[params.length>4]',
    ].join(', '),
    message: 'At most three parameters, then an object; at most four dependencies, then it is two classes.',
  },
};

/** The bans but those named, and what a file may not import. A later block replaces an earlier one's, so it says both. */
function without(...names) {
  const kept = Object.entries(bans).filter(([name]) => !names.includes(name));
  return { 'no-restricted-syntax': ['error', ...kept.map(([, ban]) => ban)] };
}

const imports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });
const circular = {
  group: ['@nestjs/common'],
  importNames: ['forwardRef'],
  message:
    'Two modules that need each other are one module, or lack a third: folders are read left to right.',
};
const database = {
  group: ['typeorm'],
  importNames: ['DataSource'],
  message:
    'UnitOfWork is the only door to the database: outside it a query has no actor, and row security shows nothing.',
};
const repositories = {
  group: ['@nestjs/typeorm'],
  message: 'No InjectRepository: a repository works outside the transaction that says who is asking.',
};

const typed = {
  // A promise nobody waits for is a failure nobody hears of, and may outlive its transaction.
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/prefer-nullish-coalescing': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  // Rows, forms and options are plain objects of a class's shape: nothing of ours asks `instanceof` of them.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  // Nest's modules, controllers and TypeORM's entities are classes because of what decorates them.
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
};

const sizes = {
  'max-lines': ['error', 200],
  'max-lines-per-function': ['error', 40],
  complexity: ['error', 15],
  eqeqeq: 'error',
  'no-else-return': ['error', { allowElseIf: false }],
};

/** A test's body is data and expectations: it may be long, and what an answer's body holds has no type. */
const looser = {
  'max-lines-per-function': 'off',
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
};

export default defineConfig(
  { ignores: ['dist/', 'data/', 'src/platform/page/start.js'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // The library marks it so that it stands out: a provider on plain HTTP is for one's own machine, never for production.
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', name: 'allowInsecureRequests', package: 'openid-client' }] },
      ],
      ...typed,
      ...sizes,
      ...without(),
      ...imports(circular, database, repositories),
    },
  },
  { files: ['src/config.ts'], rules: without('environment') },
  { files: ['src/kernel/**', 'src/platform/clock.ts'], rules: without('present') },
  {
    files: ['src/platform/database/**', 'src/platform/platform.module.ts', 'test/support/**'],
    rules: imports(circular, repositories),
  },
  // A row of a table of examples arrives as so many parameters.
  { files: ['test/**/*.ts', 'bench/**/*.ts'], rules: { ...looser, ...without('parameters') } },
  {
    files: [
      'test/support/**',
      'test/permissions.http.spec.ts',
      'test/authorisation/table.ts',
      'test/database/reach-file.ts',
    ],
    rules: without('environment', 'parameters'),
  },
  // A migration is SQL in reading order, in one string.
  { files: ['migrations/**'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['**/*.mjs'], rules: { ...sizes, ...without('environment', 'nameless') } },
);
