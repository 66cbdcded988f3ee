import { codelist, type Code } from '../kernel/codelist.js';

/**
 * Who the perpetrator is to the client. There is no code for a perpetrator who has not been identified: the sender of
 * anonymous letters may be the former partner, so counting that client under "stranger", or under any relationship,
 * would be a guess. It is an unknown, with the reason perpetrator_unidentified.
 */
export const relationships = codelist({
  ex_intimate: 'Former partner',
  current_intimate: 'Current partner',
  dated_briefly: 'Dated briefly',
  family: 'Family member',
  ex_friend: 'Former friend',
  friend: 'Friend',
  acquaintance: 'Acquaintance',
  colleague: 'Colleague',
  ex_colleague: 'Former colleague',
  client_or_customer: 'Client or customer',
  professional_contact: 'Professional contact, such as a patient, student or doctor',
  neighbour: 'Neighbour',
  online_only: 'Known only online',
  public_figure_fan: 'Follows the client as a public figure',
  partner_of_ex_or_ex_of_partner: 'Partner of a former partner, or former partner of a partner',
  stranger: 'Stranger',
  group_or_proxy: 'A group, or someone acting for another',
  other: 'Another relationship',
});
export type Relationship = Code<typeof relationships>;

export const relationshipGroups = codelist({
  intimate: 'Current or former partner',
  family: 'Family',
  acquaintance: 'Friend, acquaintance or known another way',
  work: 'Known through work',
  neighbour: 'Neighbour',
  stranger: 'Stranger',
});
export type RelationshipGroup = Code<typeof relationshipGroups>;

const groups = {
  ex_intimate: 'intimate',
  current_intimate: 'intimate',
  dated_briefly: 'intimate',
  family: 'family',
  ex_friend: 'acquaintance',
  friend: 'acquaintance',
  acquaintance: 'acquaintance',
  colleague: 'work',
  ex_colleague: 'work',
  client_or_customer: 'work',
  professional_contact: 'work',
  neighbour: 'neighbour',
  // Each has been in touch with the other, if never in a room: not a stranger.
  online_only: 'acquaintance',
  // A fan knows the client; the client does not know the fan, and that is what makes a stranger.
  public_figure_fan: 'stranger',
  // Known through somebody, and nobody's partner here.
  partner_of_ex_or_ex_of_partner: 'acquaintance',
  stranger: 'stranger',
  // The person acted for, where known, is recorded by their own relationship; what is left is known some other way.
  group_or_proxy: 'acquaintance',
  other: 'acquaintance',
} as const satisfies Record<Relationship, RelationshipGroup>;

/** The group a relationship is reported in. Each is in exactly one, so the groups add up. */
export function relationshipGroupOf(relationship: Relationship): RelationshipGroup {
  return groups[relationship];
}

/**
 * Whether two people so related are personally connected, which a domestic abuse protection order needs: 'ask' where it
 * turns on the facts. A hint for the advocate: a neighbour may also be the other parent of a child.
 * Domestic Abuse Act 2021, s.2.
 */
export function personallyConnected(relationship: Relationship): 'yes' | 'no' | 'ask' {
  if (asks.has(relationship)) return 'ask';
  const group = groups[relationship];
  return group === 'intimate' || group === 'family' ? 'yes' : 'no';
}

// Whether a few dates, or a relationship kept up online, were an intimate personal relationship is a question of fact.
const asks: ReadonlySet<Relationship> = new Set(['dated_briefly', 'online_only', 'group_or_proxy', 'other']);
