import { createServer } from 'node:net';
import type { INestApplicationContext } from '@nestjs/common';
import { readConfig, type Config } from './config.js';
import { StartRefused } from './platform/database/embedded.js';
import { Anchoring } from './platform/audit/anchoring.js';
import { Sealer } from './platform/audit/sealer.js';
import { Queues } from './platform/jobs/queues.js';
import { Relay } from './platform/jobs/relay.js';
import { Repeating } from './platform/jobs/repeating.js';
import { PrepareReturnJob } from './returns/prepare-return.job.js';
import { CompareConflictsJob } from './safeguards/compare-conflicts.job.js';
import { openSurroundings, type Opened } from './surroundings.js';

/** What is running and how it is told to stop. */
interface Running {
  close(): Promise<void>;
}

/**
 * Runs a process from its configuration to its end: opens the surroundings, hands them over, and on Ctrl-C or a
 * supervisor's SIGTERM, at whatever moment, closes what is open by then, last first. What cannot start says so in one
 * line and exits with 1.
 */
export async function runProcess(
  start: (config: Config, opened: Opened) => Promise<Running>,
  before: (config: Config) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const open: Running[] = [];
  const closeAll = async () => {
    for (let last = open.pop(); last; last = open.pop()) await last.close();
  };
  stopOnSignal(closeAll);
  try {
    const config = readConfig();
    await before(config);
    const opened = await openSurroundings(config);
    open.push(opened);
    open.push(await start(config, opened));
  } catch (error) {
    await closeAll();
    say(error instanceof Error ? error.message : 'Larkspur could not start.');
    process.exit(1);
  }
}

/** What only the database's owner may do. @throws StartRefused where its address was not given */
export function ownersAddress({ ownerUrl }: Opened): string {
  if (ownerUrl === null)
    throw new StartRefused('DATABASE_URL must be its owner’s address for this, with their name in it.');
  return ownerUrl;
}

/** Starts the jobs and what feeds them. */
export async function startWork(app: INestApplicationContext): Promise<void> {
  await app.get(Queues).start();
  await app.get(PrepareReturnJob).begin();
  await app.get(CompareConflictsJob).begin();
  app.get(Relay).start();
  const repeating = app.get(Repeating);
  repeating.every(1_000, () => app.get(Sealer).seal(), 'audit.seal_failed');
  repeating.every(1_000, () => app.get(Anchoring).deliver(), 'audit.anchoring_failed');
}

/** @throws StartRefused where something else listens there. */
export async function claimPort(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => {
      reject(new StartRefused(`Port ${String(port)} is in use. Stop what uses it, or set PORT to another.`));
    });
    probe.listen(port, () =>
      probe.close(() => {
        resolve();
      }),
    );
  });
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    say('Stopping.');
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}
