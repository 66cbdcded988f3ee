import { parseArgs } from 'node:util';
import { createContext } from './application.js';
import { fillDemo } from './filling.js';
import { Clock } from './platform/clock.js';
import { ownersAddress, runProcess, say } from './starting.js';

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '3000' }, seed: { type: 'string', default: '1' } },
});

/** `npm run demo -- --cases 3000 --seed 1`: fills an empty database and ends. */
await runProcess(async (_, opened) => {
  const size = { cases: wholeNumber('cases', values.cases), seed: wholeNumber('seed', values.seed) };
  const app = await createContext(opened.surroundings);
  await fillDemo(app, ownersAddress(opened), { ...size, today: app.get(Clock).today() });
  await app.close();
  await opened.close();
  say('The demo is in.');
  process.exit(0);
});

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} takes a whole number from 1 up.`);
  return number;
}
