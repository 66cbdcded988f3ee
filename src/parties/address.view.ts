import { labelOf } from '../kernel/codelist.js';
import { inWords, londonDate } from '../kernel/plain-date.js';
import { addressKinds, addressOwners } from './address.codes.js';
import type { AddressRow, WhoseAddress } from './address.queries.js';
import { relations } from './related.codes.js';

/** Whose an address is, in words. */
export const whoseView = ({ whose, relation }: WhoseAddress): string =>
  relation === null ? labelOf(addressOwners, whose) : labelOf(relations, relation);

/** An address as a page lists it: whose and of what kind, and nothing of where it is. */
export function addressView({
  id,
  whose,
  relation,
  kind,
  refuge,
  recordedAt,
  endedAt,
  doubtedAt,
  version,
}: AddressRow) {
  return {
    id,
    version,
    whose: whoseView({ whose, relation }),
    kind: labelOf(addressKinds, kind),
    refuge: whose === 'perpetrator' || refuge === 'no' ? null : refugeWords[refuge],
    recorded: inWords(londonDate(recordedAt)),
    ended: endedAt === null ? null : inWords(londonDate(endedAt)),
    doubted: doubtedAt === null ? null : inWords(londonDate(doubtedAt)),
  };
}

/** Where post goes, which nobody said is a refuge or is not. */
export function postalView({ endedAt }: { endedAt: Date | null }) {
  const ended = endedAt === null ? null : inWords(londonDate(endedAt));
  return { whose: 'The client', kind: 'Where post goes', refuge: refugeWords.unknown, recorded: null, ended };
}

const refugeWords = {
  yes: 'A refuge',
  unknown: 'Treat as a refuge',
} as const;
