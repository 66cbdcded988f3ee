import type { SealingState, Verification } from './sealing.service.js';

/** How the log stands, in words. */
export function sealingView({ last, places, lag, verifications }: SealingState) {
  return {
    last: last && { number: last.number, head: last.head.toString('hex'), sealedAt: last.sealedAt },
    places: places.map((place) => ({ ...place, behind: (last?.number ?? 0) - place.batch })),
    unsealed: waited(lag.unsealed),
    unanchored: waited(lag.unanchored),
    verifications: verifications.map(verificationLine),
  };
}

function verificationLine({ askedAt, percent, finishedAt, ...counts }: Verification) {
  const faults = counts.faults ?? [];
  const sound = faults.length === 0 ? 'Nothing was changed' : `${String(faults.length)} faults`;
  return {
    ...{ askedAt, finishedAt, faults },
    result: finishedAt === null ? `At work: ${String(percent)}%` : sound,
    sound: finishedAt !== null && faults.length === 0,
    checked:
      finishedAt === null
        ? ''
        : `${String(counts.entries ?? 0)} entries in ${String(counts.batches ?? 0)} batches`,
  };
}

function waited(seconds: number | null): string {
  if (seconds === null) return 'Nothing waits';
  if (seconds === 1) return 'For 1 second';
  return seconds < 120 ? `For ${String(seconds)} seconds` : `For ${String(Math.floor(seconds / 60))} minutes`;
}
