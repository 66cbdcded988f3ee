import { identifierClues } from '../parties/clues.js';
import type { IdentifierFacts } from '../parties/identifier.rules.js';
import { perpetratorIdentifier } from '../parties/party.sealed.js';
import type { DemoClient, Recording } from './client-story.js';
import { isoInstant } from './moment.js';
import { inventedPhone } from './names.js';
import { Random } from './random.js';

/** What the perpetrator is known by, where anything is. Drawn apart, so that the rest of the story stays what it was. */
export function addIdentifiers(
  { perpetratorId, service, team, advocate }: DemoClient,
  { rows, sealing, recorded }: Omit<Recording, 'random'>,
): void {
  const random = new Random(Number.parseInt(perpetratorId.slice(0, 8), 16));
  for (const facts of knownBy(random)) {
    // A seed of 32 bits is not one person's alone among a million: the rest of the id is.
    const id = `${random.uuid().slice(0, 24)}${perpetratorId.slice(24)}`;
    rows.add('identifier', [id, perpetratorId, facts.kind, facts.platform, advocate, isoInstant(recorded)]);
    const place = { of: perpetratorIdentifier, row: id, keyId: perpetratorId };
    rows.add('identifier_identity', sealing.row(place, service.id, [facts.value]));
    for (const clue of identifierClues(facts)) {
      const token = sealing.token(service.id, clue);
      rows.add('identity_token', [token, clue.kind, team.id, null, perpetratorId, id]);
    }
  }
}

/** Usernames that say they are invented, numbers that ring nobody, and plates of an area code that is not issued. */
function knownBy(random: Random): IdentifierFacts[] {
  const number = String(random.whole(10, 99));
  const username = `@invented.${random.pick(['bramble', 'nettle', 'thistle', 'burdock'])}${number}`;
  const plate = `ZZ${number} ${random.pick(['DEM', 'INV', 'XXA'])}`;
  const all: readonly (readonly [number, IdentifierFacts])[] = [
    [0.3, { kind: 'phone', platform: null, value: inventedPhone(random) }],
    [
      0.4,
      { kind: 'username', platform: random.pick(['instagram', 'facebook', 'snapchat']), value: username },
    ],
    [0.2, { kind: 'plate', platform: null, value: plate }],
  ];
  return all.filter(([share]) => random.chance(share)).map(([, facts]) => facts);
}
