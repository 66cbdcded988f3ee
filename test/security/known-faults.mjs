import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * `npm run release:check`: asks the registry whether any library that goes into a release has a known fault, and whether each
 * carries the hash it must have. It belongs in the release and not in the tests, since the answer changes while the tree does
 * not; where the registry cannot be asked, that is a fault by name, and never a pass.
 */
const faults = [...withoutHash(), ...knownFaults()];
faults.forEach((fault) => process.stdout.write(`${fault}\n`));
process.stdout.write(
  faults.length === 0 ? 'No library has a known fault.\n' : `${faults.length} to see to.\n`,
);
process.exit(faults.length === 0 ? 0 : 1);

function withoutHash() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  return Object.entries(packages)
    .filter(([path, { integrity, link }]) => path !== '' && !link && !integrity)
    .map(([path]) => `${path}: package-lock.json has no hash of it`);
}

function knownFaults() {
  const { stdout, stderr, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' });
  const said = asJson(stdout);
  if (error || said?.vulnerabilities === undefined)
    return [
      `npm audit could not be asked, so nothing is known: ${(said?.message ?? error?.message ?? stderr).trim()}`,
    ];
  return Object.values(said.vulnerabilities).map(({ name, severity, via }) => {
    const titles = via.map((each) =>
      typeof each === 'string' ? `through ${each}` : `${each.title} ${each.url}`,
    );
    return `${name}: ${severity}, ${titles.join('; ')}`;
  });
}

function asJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
