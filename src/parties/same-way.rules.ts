import { normalisedContact, normalisedName } from '../kernel/normalised.js';
import type { Safety } from './contact.codes.js';
import { worsened, type MethodFacts, type SafetyFacts, type SafetySaid } from './safe-contact.rules.js';

/** One way to reach a client, as far as where it goes depends on it. */
export interface Going extends Pick<MethodFacts, 'endedAt'> {
  readonly value: string;
}

/**
 * Whatever goes to a number or address and is still the client's, whichever channel it is kept under: a text goes to the phone
 * that a call does, so what is learnt of the one holds of the other. "+44 7700 900123" and "07700 900123" are the same.
 */
export function everythingThatGoesThere<W extends Going>(ways: readonly W[], value: string): W[] {
  return ways.filter((way) => way.endedAt === null && goesTo(way.value, value));
}

/**
 * What is said of a way that is new, held against what stands of others to the same number or address: it begins no safer than
 * they are, and where one was found to be the client's no longer, as not known. Only verifying it then betters it.
 */
export function noSaferThan<F extends SafetyFacts & { readonly value: string }>(
  said: F,
  ways: readonly (Going & Pick<SafetyFacts, 'safe' | 'deviceWatched'>)[],
): F {
  return ways
    .filter(({ value }) => goesTo(value, said.value))
    .reduce((facts, { endedAt, safe, deviceWatched }) => {
      const atBest: Safety = endedAt === null || safe === 'no' ? safe : 'unknown';
      const worse = worsened(facts, { safe: atBest, deviceWatched });
      return worse === null ? facts : { ...facts, ...worse };
    }, said);
}

/** What facts about one way warn of, whichever other way goes there: that it is not safe, or that the device is watched. */
export function warningIn({ safe, deviceWatched }: SafetyFacts): SafetySaid {
  return {
    safe: safe === 'no' ? safe : undefined,
    deviceWatched: deviceWatched === 'yes' ? deviceWatched : undefined,
  };
}

/** What one record says of a way, as far as anybody was asked: whether it is safe always, and of the rest what is not merely not known. */
export function saidOf({
  safe,
  voicemailSafe,
  deviceWatched,
  withheldNumber,
  hours,
}: SafetyFacts): SafetySaid {
  const known = { voicemailSafe, deviceWatched, withheldNumber };
  const said = Object.entries(known).filter(([, answer]) => answer !== 'unknown');
  return { safe, ...Object.fromEntries(said), ...(hours.length > 0 ? { hours } : {}) };
}

/** A street address is the same with other capitals or stops. */
function goesTo(one: string, other: string): boolean {
  return where(one) === where(other);
}

function where(value: string): string {
  return normalisedContact(value) ?? normalisedName(value);
}
