import { labelOf } from '../kernel/codelist.js';
import type { Person } from '../kernel/actor.js';
import { inWords, londonDate, type PlainDate } from '../kernel/plain-date.js';
import { may } from '../kernel/policy.js';
import type { Agency } from '../parties/agency.queries.js';
import { addressKinds } from '../parties/address.codes.js';
import { agencyKinds } from '../parties/agency.codes.js';
import type { Override } from './override.queries.js';
import { overrideBases } from '../parties/consent.codes.js';
import { shareableItems, shareEndings, shareWays } from './share.codes.js';
import { shareOverrides } from './share.policy.js';
import type { ShareRow } from './share.queries.js';
import { standingOf } from './share.rules.js';

/** A share as its case shows it. */
export function shareView(share: ShareRow, today: PlainDate) {
  const { toWhom, theirRole, why, way, sharedBy, version } = share;
  return {
    ...reportLine(share, today),
    ...{ id: share.id, toWhom, theirRole, why, sharedBy, version },
    way: labelOf(shareWays, way),
    basis:
      share.overrideBasis === null
        ? 'Consent'
        : `Without consent. ${labelOf(overrideBases, share.overrideBasis)}`,
    live: standingOf(share, today) === 'live',
    copy: share.copy,
    looks: share.copy === 'view' ? looksInWords(share) : null,
  };
}

/**
 * A share as the client is told of it: which agency has what, why it might, and until when. Nobody is named in it, neither who
 * took it nor who gave it, and none of it is in anybody's words.
 */
export function reportLine(share: ShareRow, today: PlainDate) {
  return {
    agency: share.agency,
    items: [
      ...share.items.map((item) => labelOf(shareableItems, item)),
      ...share.addressKinds.map((kind) => `An address: ${labelOf(addressKinds, kind).toLowerCase()}`),
    ],
    shared: inWords(share.sharedOn),
    basis:
      share.overrideBasis === null
        ? 'Because you agreed'
        : `Without asking your consent. ${labelOf(overrideBases, share.overrideBasis)}`,
    standing: standingInWords(share, today),
  };
}

function looksInWords({ looks, lookedAt }: ShareRow): string {
  if (lookedAt === null) return 'They have not looked at it';
  const last = inWords(londonDate(lookedAt));
  return looks === 1
    ? `They looked at it once, on ${last}`
    : `They looked at it ${String(looks)} times, last on ${last}`;
}

function standingInWords(share: ShareRow, today: PlainDate): string {
  const standing = standingOf(share, today);
  if (standing === 'over') return `They could keep it until ${inWords(share.untilOn)}`;
  if (share.endedAt === null || share.endedBecause === null)
    return `They may keep it until ${inWords(share.untilOn)}`;
  return `Ended on ${inWords(londonDate(share.endedAt))}. ${labelOf(shareEndings, share.endedBecause)}`;
}

export function overrideView(actor: Person, override: Override) {
  const { id, caseId, reference, agency, madeBy, why } = override;
  return {
    ...{ id, caseId, reference, agency, madeBy, why },
    basis: labelOf(overrideBases, override.basis),
    made: inWords(override.madeOn),
    mayJudge: may(actor, shareOverrides.judge, override),
  };
}

export function agencyView({ id, name, kind }: Agency) {
  return { id, name, kind: labelOf(agencyKinds, kind) };
}
