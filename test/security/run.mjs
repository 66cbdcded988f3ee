import { spawn } from 'node:child_process';
import { checks } from './checks.mjs';
import { controlsThatShowNothing } from './controls/run.mjs';
import { startLarkspur } from './larkspur.mjs';
import { missingTools } from './tools.mjs';

/**
 * `npm run test:security`: the security tests at full size, then Debian's tools against a Larkspur of their own. A tool that is
 * not here fails by its name before anything runs. `-- checks` runs the tools alone, `-- tests` the tests alone;
 * `-- controls` takes the controls away one by one, to see their tests go red.
 */
const suites = [
  'test/authorisation',
  'test/database',
  'test/platform/audit',
  'test/platform/http',
  'test/platform/sealing',
  'test/safeguards',
  'test/people',
  'test/security',
  'test/service-keys',
  'test/permissions',
  'test/referrals/hidden',
  'test/asvs',
];
const say = (line) => process.stdout.write(`${line}\n`);
const only = process.argv[2];

/** Whether every test passed, at full size. */
function testsPass() {
  const child = spawn('npm', ['run', '--silent', 'jest', '--', ...suites], {
    env: { ...process.env, LARKSPUR_FULL_SIZE: 'yes' },
    stdio: 'inherit',
  });
  return new Promise((done) => child.once('exit', (code) => done(code === 0)));
}

/** How many checks failed, each told in a line. */
async function failedChecks() {
  const house = await startLarkspur();
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    const began = performance.now();
    const seconds = () => `${Math.round((performance.now() - began) / 1000)} s`;
    try {
      say(`passed  ${name}: ${await check(house)} (${seconds()})`);
    } catch (error) {
      failed += 1;
      say(`failed  ${name}: ${error.message} (${seconds()})`);
    }
  }
  await house.stop();
  return failed;
}

if (only === 'controls') process.exit(controlsThatShowNothing(say) === 0 ? 0 : 1);
const missing = only === 'tests' ? [] : missingTools();
missing.forEach(say);
if (missing.length > 0) process.exit(1);
const passed = only === 'checks' || (await testsPass());
const failed = only === 'tests' ? 0 : await failedChecks();
const all = only === 'tests' ? 0 : Object.keys(checks).length;
say(
  `${all - failed} checks passed, ${failed} failed; the tests ${only === 'checks' ? 'were left out' : passed ? 'passed' : 'failed'}`,
);
process.exit(passed && failed === 0 ? 0 : 1);
