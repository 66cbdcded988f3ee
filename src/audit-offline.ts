import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/*
 * Verifies an export of the log against the anchors, with neither the database nor a secret:
 *   node dist/src/audit-offline.js EXPORT ANCHORS
 * It shares no line with the program that sealed the log, so that a mistake there is not made here again. The format is in
 * docs/decisions/0009. ANCHORS must come from where they are kept, never from the machine that made the export.
 */

interface Line {
  readonly batch?: number;
  readonly count: number;
  readonly root: string;
  readonly previous: string;
  readonly head: string;
  readonly signature: string;
  readonly key: string;
  readonly entry?: readonly (string | null)[] | null;
  readonly unsealed?: readonly (string | null)[];
  readonly id: string;
  readonly leaf: string | null;
}

const faults: string[] = [];
const heads = new Map<number, string>();
const [exportPath, anchorsPath] = process.argv.slice(2);
if (!exportPath || !anchorsPath) throw new Error('Say which: node dist/src/audit-offline.js EXPORT ANCHORS');

/** 'number head key signature instant' */
const anchors = readFileSync(anchorsPath, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.split(' '));
const keys = new Set(anchors.map(([, , key]) => key));

function sha256(...parts: (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

function leafOf(columns: readonly (string | null)[]): string {
  let written = '';
  for (const [place, column] of columns.entries()) {
    if (place > 0) written += ',';
    written += column === null ? '-' : `${String(Buffer.from(column, 'utf8').length)}:${column}`;
  }
  return sha256(Buffer.from([0x00]), Buffer.from(written, 'utf8'));
}

/** From the leaves up, a level at a time: two by two, and one left over goes up as it is. That is RFC 6962's tree. */
function rootOf(leaves: readonly string[]): string {
  let level = [...leaves];
  while (level.length > 1) {
    const above: string[] = [];
    for (let place = 0; place < level.length; place += 2) {
      const [left = '', right] = [level[place], level[place + 1]];
      above.push(right === undefined ? left : sha256(Buffer.from([0x01]), bytes(left), bytes(right)));
    }
    level = above;
  }
  return level[0] ?? '';
}

function headOf({ previous, root, batch = 0, count }: Line): string {
  const last = Buffer.from([batch, count].map((each) => each.toString(16).padStart(16, '0')).join(''), 'hex');
  return sha256(Buffer.from([0x02]), bytes(previous), bytes(root), last);
}

function isSigned({ key, head, signature }: Line): boolean {
  const x = bytes(key).toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return keys.has(key) && verify(null, bytes(head), publicKey, bytes(signature));
}

let before = '00'.repeat(32);
let writtenUpTo = 0;
let [batches, entries, waiting] = [0, 0, 0];

function checkBatch(line: Line, leaves: readonly string[]): void {
  batches += 1;
  const say = (what: string) => faults.push(`batch ${String(line.batch)}: ${what}`);
  if (line.batch !== batches) say(`stands in place ${String(batches)}`);
  if (line.previous !== before) say('does not follow the one before it');
  if (line.count !== leaves.length) say(`has ${String(leaves.length)} entries of ${String(line.count)}`);
  if (rootOf(leaves) !== line.root) say('has other entries than it was sealed with');
  if (headOf(line) !== line.head) say('has a head of something else');
  if (!isSigned(line)) say('has no signature of a key that was anchored');
  before = line.head;
  heads.set(line.batch ?? 0, line.head);
}

function checkEntry({ entry, id, leaf }: Line): string {
  entries += 1;
  if (!entry) {
    faults.push(`entry ${id}: is gone`);
    return '00'.repeat(32);
  }
  const own = leafOf(entry);
  if (own !== leaf || entry[1] !== id) faults.push(`entry ${id}: was changed`);
  const at = new Date(entry[2] ?? '').getTime();
  if (at < writtenUpTo - 60 * 60 * 1000) faults.push(`entry ${id}: is dated back`);
  if (at > writtenUpTo) writtenUpTo = at;
  return own;
}

let open: { line: Line; leaves: string[] } | null = null;
const closeBatch = (): void => {
  if (open) checkBatch(open.line, open.leaves);
  open = null;
};
for await (const text of createInterface({ input: createReadStream(exportPath) })) {
  const line = JSON.parse(text) as Line; // what is not of this shape fails below
  if (line.batch !== undefined) {
    closeBatch();
    open = { line, leaves: [] };
  } else if (line.unsealed) waiting += 1;
  else open?.leaves.push(checkEntry(line));
}
closeBatch();

const anchored = new Set<number>();
for (const [number, head] of anchors) {
  anchored.add(Number(number));
  if (heads.get(Number(number)) !== head)
    faults.push(`batch ${String(number)}: is not the one that was anchored`);
}
const lastAnchored = Math.max(0, ...anchored);
for (let number = 1; number < lastAnchored; number += 1)
  if (!anchored.has(number)) faults.push(`batch ${String(number)}: is missing from the anchors`);

for (const fault of faults) process.stdout.write(`${fault}\n`);
const counts = `${String(entries)} entries in ${String(batches)} batches, ${String(faults.length)} faults`;
process.stdout.write(
  `${counts}; ${String(batches - lastAnchored)} batches not anchored yet, ${String(waiting)} entries not sealed yet.\n`,
);
process.exit(faults.length === 0 ? 0 : 1);
