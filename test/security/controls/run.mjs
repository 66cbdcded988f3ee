import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { controls } from './controls.mjs';

/**
 * Takes each control away in a copy of the tree, runs the test that stands for it, and prints a row of docs/security-tests.md.
 * A test that is green without its control, or red with it, shows nothing. How many showed nothing.
 */
export function controlsThatShowNothing(say) {
  const tree = copyOfTheTree();
  try {
    const green = greenIn(tree);
    say('| requirement | control taken away | test that went red | its message |\n| - | - | - | - |');
    return controls.filter((control) => !isShown({ tree, green, say }, control)).length;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

/** The full names of the tests that are green while every control stands, by file. */
function greenIn(tree) {
  const files = [...new Set(controls.map(({ test }) => test.split(' › ')[0]))];
  return new Set(
    ran(tree, files)
      .filter(({ status }) => status === 'passed')
      .map(nameOf),
  );
}

function copyOfTheTree() {
  const tree = mkdtempSync(join(tmpdir(), 'larkspur-controls-'));
  for (const name of ['src', 'test', 'migrations', 'docs', 'dist', 'package.json'])
    cpSync(name, join(tree, name), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(tree, 'node_modules'));
  return tree;
}

function isShown({ tree, green, say }, { requirement, removed, file, from, to, test }) {
  const [path, title] = test.split(' › ');
  const text = readFileSync(join(tree, file), 'utf8');
  put(tree, file, text.replaceAll(from, to));
  const red = ran(tree, [path], title).find((each) => each.status === 'failed' && green.has(nameOf(each)));
  put(tree, file, text);
  if (!text.includes(from) || red === undefined) {
    say(`${requirement}: no test “${title}” went from green to red without this: ${removed}`);
    return false;
  }
  const cells = [requirement, removed, `\`${path}\` › ${red.title}`, messageOf(red)];
  say(`| ${cells.map((words) => words.replaceAll('|', '\\|')).join(' | ')} |`);
  return true;
}

/** A database's set-up and child processes run what was built, so that is put there too. */
function put(tree, file, text) {
  writeFileSync(join(tree, file), text);
  const { ESNext: module } = ts.ModuleKind;
  const options = {
    module,
    target: ts.ScriptTarget.ES2022,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
  };
  const { outputText } = ts.transpileModule(text, { compilerOptions: options, fileName: file });
  writeFileSync(join(tree, 'dist', file.replace(/\.ts$/, '.js')), outputText);
}

/** The tests of these files that ran, those of one title where it is given. */
function ran(tree, paths, title) {
  const named = title === undefined ? [] : ['-t', title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')];
  const { stdout } = spawnSync('npm', ['run', '--silent', 'jest', '--', ...paths, ...named, '--json'], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  const { testResults = [] } = JSON.parse(/^\{"num.*\}$/m.exec(stdout)?.[0] ?? '{}');
  return testResults.flatMap(({ assertionResults }) => assertionResults);
}

function nameOf({ fullName }) {
  return fullName;
}

/** What was expected and what was there, without colours and without where in the code. */
function messageOf({ failureMessages: [message = ''] }) {
  const plain = message.replace(/\u001b\[\d+m/g, '').split(/\n\s+at /)[0];
  const lines = plain.split('\n').map((line) => line.trim());
  const told = lines.filter(
    (line) => /^(Expected|Received|[+-] +\S)/.test(line) && !/^[+-] (Expected|Received)/.test(line),
  );
  return (told.length > 0 ? told : lines.filter((line) => line !== '')).slice(0, 2).join('; ').slice(0, 160);
}
