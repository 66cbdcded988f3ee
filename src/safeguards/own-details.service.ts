import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { contactClues, postcodeClues, surnameClue, type PersonClue } from '../parties/clues.js';
import { tokensOf } from '../parties/keep-clues.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { OwnDetailsForm } from './safeguard.dto.js';

/** That somebody told something of theirs, and when; what it was is kept as tokens, which nobody reads back. */
export interface OwnDetail {
  readonly kind: 'surname' | 'postcode' | 'phone';
  readonly toldAt: Date;
}

/** What caseworkers say is theirs, so that they are asked where they open a record of somebody who has it too. */
@Injectable()
export class OwnDetails {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  told(actor: Person): Promise<OwnDetail[]> {
    return this.db.run(actor, (tx) =>
      tx.query<OwnDetail[]>('SELECT kind, told_at AS "toldAt" FROM own_detail ORDER BY kind'),
    );
  }

  /** Puts what is told in the place of all that was told before. @throws RuleBroken `own-detail-not-comparable` */
  async tell(actor: Person, form: OwnDetailsForm): Promise<void> {
    const clues = cluesIn(form);
    await this.db.run(actor, async (tx) => {
      await tx.query('DELETE FROM own_detail');
      await tx.query(
        'INSERT INTO own_detail (kind, token, told_at) SELECT kind, token, $3 FROM unnest($1::text[], $2::bytea[]) AS t (kind, token)',
        [clues.map(({ kind }) => kind), tokensOf(tx, clues), this.clock.now()],
      );
    });
  }
}

function cluesIn({ surname, postcode, phone }: OwnDetailsForm): PersonClue[] {
  return [
    ...(surname === undefined ? [] : [surnameClue(surname)]),
    ...(postcode === undefined ? [] : comparable(postcodeClues(postcode), 'postcode')),
    ...(phone === undefined ? [] : comparable(contactClues(phone), 'phone')),
  ];
}

/** What would never be found must not be taken for told. */
function comparable(clues: readonly PersonClue[], kind: OwnDetail['kind']): PersonClue[] {
  const found = clues.filter((clue) => clue.kind === kind);
  if (found.length === 0)
    throw new RuleBroken(
      'own-detail-not-comparable',
      kind === 'phone' ? 'Enter a whole telephone number.' : 'Enter a whole postcode, such as SW1A 1AA.',
    );
  return found;
}
