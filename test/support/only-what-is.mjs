import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Takes away what `tsc` once made of a test that is there no longer: it would go on being run. */
const made = 'dist/test';
for (const path of readdirSync(made, { recursive: true, encoding: 'utf8' }))
  if (path.endsWith('.js') && !existsSync(join('test', path.replace(/js$/, 'ts')))) rmSync(join(made, path));
