import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Permission } from '../../src/kernel/policy.js';
import { projectFolder } from '../../src/platform/project-folder.js';

/** The acts of one policy: `orders` and what may be done to them. */
export type Policy = Readonly<Record<string, Permission>>;

/** Every policy there is, by its name, in the order of their files. */
export async function policies(): Promise<[string, Policy][]> {
  const paths = readdirSync(join(projectFolder, 'src'), { recursive: true, encoding: 'utf8' });
  const found = paths.filter((path) => path.endsWith('.policy.ts')).sort();
  const modules = await Promise.all(
    found.map((path) => import(`../../src/${path.replace(/ts$/, 'js')}`) as Promise<Record<string, Policy>>),
  );
  return modules.flatMap((module) =>
    Object.entries(module).filter(([, policy]) => typeof policy === 'object'),
  );
}
