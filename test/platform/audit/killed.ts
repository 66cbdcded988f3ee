import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectFolder } from '../../../src/platform/project-folder.js';
import type { TestApp } from '../../support/app.js';
import { testKeyFile } from '../../support/sealing.js';

export interface Answer {
  readonly status: number;
  readonly requestId: string;
}

interface Asking {
  readonly paths: readonly string[];
  readonly cookies: readonly string[];
  /** How long after the twelfth answer it is killed: until then a process that has just started is slow. */
  readonly milliseconds: number;
}

/** The real program, in a process of its own, on the database of a test. */
export interface Child {
  /** What was answered, whole, before it was killed in the middle of its work. */
  askUntilKilled(asking: Asking): Promise<Answer[]>;
}

export async function childOf({ database, config }: TestApp): Promise<Child> {
  const child = spawn(process.execPath, [join(projectFolder, 'dist/src/main.js'), 'web'], {
    env: {
      NODE_ENV: 'development',
      PORT: '0',
      DATABASE_URL: database.ownerUrl,
      LARKSPUR_SECRET: '07'.repeat(32),
      ANCHOR_FILE: config.anchorFile,
      KEY_FILE: testKeyFile,
      DEMO: 'no',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const base = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (more: string) => {
      said += more;
      const [, port] = /^Larkspur is at http:\/\/localhost:(\d+)$/m.exec(said) ?? [];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
    child.once('close', () => {
      reject(new Error(`The program did not start: ${said}`));
    });
  });
  return {
    askUntilKilled: async ({ paths, cookies, milliseconds }) => {
      const answers: Answer[] = [];
      const client = async (first: number) => {
        for (let number = first; child.exitCode === null && !child.killed; number += 1) {
          const [path = '', cookie = ''] = [paths[number % paths.length], cookies[number % cookies.length]];
          const answer = await fetch(`${base}${path}`, {
            headers: { cookie },
            redirect: 'manual',
          });
          answers.push({ status: answer.status, requestId: answer.headers.get('x-request-id') ?? '' });
          if (answers.length === 12) setTimeout(() => child.kill('SIGKILL'), milliseconds);
          await answer.arrayBuffer();
        }
      };
      // What was being answered when it was killed never comes: that is no answer.
      const clients = [0, 1, 2, 3, 4, 5].map((first) => client(first).catch(() => undefined));
      await gone;
      await Promise.all(clients);
      return answers;
    },
  };
}
