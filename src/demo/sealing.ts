import { randomBytes } from 'node:crypto';
import { clueBytes, type PersonClue } from '../parties/clues.js';
import type { Opens } from '../platform/sealing/data-keys.js';
import type { DataKey, KeyCustodian } from '../platform/sealing/key-custodian.js';
import { sealValue } from '../platform/sealing/sealed.js';
import type { SealedRow } from '../platform/sealing/sealing.js';
import { tokenOf } from '../platform/sealing/tokens.js';
import type { Secrets } from '../platform/secrets.js';
import type { Value } from './copy.js';

/** What the demo seals by: as the program does, but many at once, and without a database to ask for keys. */
export interface SealingMeans {
  readonly custodian: KeyCustodian;
  readonly secrets: Secrets;
}

type Made = DataKey & { readonly opens: Opens; readonly organisationId: string };

/** Seals the words of the demo's rows, each person's and each case's under a key of their own. Keys are by chance, not by seed. */
export class DemoSealing {
  private readonly waiting = new Map<string, Made>();
  private readonly tokenKeys = new Map<string, Buffer>();

  constructor(private readonly means: SealingMeans) {}

  /** A row of a sealed table: its id, then its words in the order of the table's columns. */
  row<Column extends string>(
    { of, row, keyId }: SealedRow<Column>,
    organisationId: string,
    words: readonly (string | null)[],
  ): Value[] {
    const key = this.keyOf(of.opens, keyId, organisationId);
    const sealed = words.map((word, index) => {
      const column = of.columns[index] ?? '';
      return word === null ? null : bytes(sealValue(word, key, { table: of.table, column, row, keyId }));
    });
    return [row, ...sealed];
  }

  /** The token a person of an organisation is found by. */
  token(organisationId: string, clue: PersonClue): string {
    const known = this.tokenKeys.get(organisationId);
    const key = known ?? this.means.secrets.keyFor(`tokens/${organisationId}`);
    this.tokenKeys.set(organisationId, key);
    return bytes(tokenOf(key, clue, clueBytes[clue.kind]));
  }

  /** The rows of the keys used since the last call, wrapped all at once. They are forgotten here. */
  keys(): Value[][] {
    const made = [...this.waiting.values()];
    const wrapped = this.means.custodian.wrap(made);
    this.waiting.clear();
    return wrapped.map(({ id, wrapped: key, version }, index) => {
      const { opens = '', organisationId = '' } = made[index] ?? {};
      return [id, opens, organisationId, bytes(key), version];
    });
  }

  private keyOf(opens: Opens, id: string, organisationId: string): Buffer {
    const known = this.waiting.get(id);
    if (known) return known.key;
    const key = randomBytes(32);
    this.waiting.set(id, { id, key, opens, organisationId });
    return key;
  }
}

/** As COPY reads bytes. */
function bytes(value: Buffer): string {
  return `\\x${value.toString('hex')}`;
}
