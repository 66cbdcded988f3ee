const erasure = 'approve_erasure(uuid)';
const obstacle = 'obstacle_to_erasing(uuid, uuid)';
const kept = 'keep_sealed(uuid)';
const board = 'cases_needing_another_worker()';
const hands = 'safe_hands_of(uuid)';
const alike = 'on_record_as(uuid)';
const ending = 'end_what_was_shared_by_consent()';

const moving = 'may_move_referral(uuid)';

/** That somebody is named in the seal of a client and is told of it; and in every seal of the person. */
const told = (client: string) => `EXISTS (SELECT FROM seal l JOIN seal_member n ON n.seal_id = l.id
              WHERE l.client_id = ${client} AND l.lifted_at IS NULL AND n.staff_id = s.id AND NOT n.silently)`;
const toldOfEvery = (client: string) =>
  `named_for_every_seal(${client}, s.id) AND NOT EXISTS (SELECT FROM seal l JOIN seal_member n ON n.seal_id = l.id
              WHERE l.client_id = ANY (same_person(${client})) AND l.lifted_at IS NULL AND n.staff_id = s.id AND n.silently)`;

const picked = `JOIN client c ON c.id = s.client_id JOIN team_member t ON t.team_id = c.team_id JOIN staff p ON p.id = t.staff_id
     WHERE s.id = which AND s.lifted_at IS NULL AND p.role = 'supervisor' AND p.state = 'active' AND NOT EXISTS (SELECT FROM seal_member h WHERE h.seal_id = s.id AND h.staff_id = p.id AND h.silently) AND s.client_id <> ALL (excluded_from(p.id))
     ORDER BY p.id = s.sealed_by, random() LIMIT 1`;
const pickedForOne = `SELECT s.id, p.id FROM seal s ${picked}`;
const pickedForAll = `SELECT o.id, p.id FROM (SELECT s.client_id, p.id FROM seal s ${picked}) p
      JOIN seal o ON o.client_id = ANY (same_person(p.client_id)) AND o.lifted_at IS NULL`;

/** Each function, what it asks of one record, and what it asks of the person. */
export const parts: readonly (readonly [string, string, string])[] = [
  [kept, 'client_id = who', 'client_id = ANY (same_person(who))'],
  [kept, 'WHERE id = who', 'WHERE id = ANY (same_person(who))'],
  ['named_are_told()', 'b.client_id = s.client_id', 'b.client_id = ANY (same_person(s.client_id))'],
  [
    'may_be_sent(outgoing)',
    'AND c.client_id = m.client_id,',
    'AND c.client_id = ANY (same_person(m.client_id)),',
  ],
  [
    'may_be_sent(outgoing)',
    'WHERE k.client_id = m.client_id AND k.purpose',
    'WHERE k.client_id = ANY (same_person(m.client_id)) AND k.purpose',
  ],
  [
    'outgoing_is_safe()',
    'hashtextextended(m.client_id::text, 2)',
    'hashtextextended((same_person(m.client_id))[1]::text, 2)',
  ],
  [
    'stop_what_is_unsafe(uuid, text)',
    'hashtextextended(whose::text, 2)',
    'hashtextextended((same_person(whose))[1]::text, 2)',
  ],
  [
    'share_is_lawful()',
    'hashtextextended(whose::text, 3)',
    'hashtextextended((same_person(whose))[1]::text, 3)',
  ],
  [
    ending,
    'hashtextextended(NEW.client_id::text, 3)',
    'hashtextextended((same_person(NEW.client_id))[1]::text, 3)',
  ],
  [
    board,
    `EXISTS (SELECT FROM seal s JOIN seal_member m ON m.seal_id = s.id
             WHERE s.client_id = c.client_id AND s.lifted_at IS NULL AND m.staff_id = c.advocate_id)`,
    'named_for_every_seal(c.client_id, c.advocate_id)',
  ],
  [board, 'e.client_id = c.client_id', 'e.client_id = ANY (same_person(c.client_id))'],
  [board, 'e.perpetrator_id = c.perpetrator_id', 'e.perpetrator_id = ANY (same_person(c.perpetrator_id))'],
  [
    'stop_what_is_unsafe(uuid, text)',
    'AND c.client_id = whose AND',
    'AND c.client_id = ANY (same_person(whose)) AND',
  ],
  ['consent_for(uuid, uuid, date)', 'k.client_id = $1 AND', 'k.client_id = ANY (same_person($1)) AND'],
  [ending, 'c.client_id = NEW.client_id AND', 'c.client_id = ANY (same_person(NEW.client_id)) AND'],
  [obstacle, 'k.client_id = e.client_id AND', 'k.client_id = ANY (same_person(e.client_id)) AND'],
  [obstacle, 'r.client_id = e.client_id AND', 'r.client_id = ANY (same_person(e.client_id)) AND'],
  [
    obstacle,
    `EXISTS (SELECT FROM seal s JOIN seal_member m ON m.seal_id = s.id
                   WHERE s.client_id = c.id AND s.lifted_at IS NULL AND m.staff_id = a.id)`,
    'named_for_every_seal(c.id, a.id)',
  ],
  [erasure, 'SELECT e.client_id || array_agg(id)', 'SELECT same_person(e.client_id) || array_agg(id)'],
  [erasure, 'client_id = e.client_id', 'client_id = ANY (same_person(e.client_id))'],
  [
    erasure,
    'e.client_id IN (k.earlier_client_id, k.later_client_id)',
    '(k.earlier_client_id = ANY (same_person(e.client_id)) OR k.later_client_id = ANY (same_person(e.client_id)))',
  ],
  [erasure, 'client_id <> e.client_id', 'client_id <> ALL (same_person(e.client_id))'],
  [
    'leads_of(uuid, timestamptz)',
    `EXISTS (SELECT FROM seal l JOIN seal_member m ON m.seal_id = l.id
             WHERE l.client_id = c.client_id AND l.lifted_at IS NULL AND m.staff_id = s.id)`,
    'named_for_every_seal(c.client_id, s.id)',
  ],
  [
    'referrals_in_time()',
    `EXISTS (
          SELECT FROM seal l JOIN seal_member n ON n.seal_id = l.id WHERE l.client_id = r.client_id AND l.lifted_at IS NULL AND n.staff_id = s.id)`,
    'named_for_every_seal(r.client_id, s.id)',
  ],
  // Of two seals on one person: no second one is made, and nobody is taken off either, so that it is left to nobody.
  [hands, `(excluded_from(p.id)))`, `(excluded_from(p.id)) AND named_for_every_seal(s.client_id, p.id))`],
  ['hand_on_seal(uuid)', pickedForOne, pickedForAll],
  ['exclusions_to_judge()', 'x.client_id = e.client_id', 'x.client_id = ANY (same_person(e.client_id))'],
  [
    'stands_against_giving(consent)',
    'g.client_id = k.client_id',
    'g.client_id = ANY (same_person(k.client_id))',
  ],
  // What is sent of somebody on record is guarded as the person is, by whichever record it was.
  [alike, 'SELECT k.client_id', 'SELECT unnest(same_person(k.client_id))'],
  [
    'seal_as(uuid, uuid)',
    'WHERE m.seal_id = first',
    'WHERE m.seal_id = first AND named_for_every_seal((SELECT f.client_id FROM seal f WHERE f.id = first), m.staff_id)',
  ],
  [
    'may_take(uuid, uuid)',
    `EXISTS (SELECT FROM seal s JOIN seal_member m ON m.seal_id = s.id
             WHERE s.client_id = of_client AND s.lifted_at IS NULL AND m.staff_id = whom)`,
    'named_for_every_seal(of_client, whom)',
  ],
  [
    'deciders_of(uuid, uuid)',
    `EXISTS (SELECT FROM seal l JOIN seal_member n ON n.seal_id = l.id
        WHERE l.client_id = c.id AND l.lifted_at IS NULL AND n.staff_id = s.id)`,
    'named_for_every_seal(c.id, s.id)',
  ],
  ['address_of_maker(uuid)', told('c.client_id'), toldOfEvery('c.client_id')],
  ['told_of_escalation(uuid)', told('r.client_id'), toldOfEvery('r.client_id')],
  [
    'consent_to_tell(uuid, date)',
    'k.client_id = r.client_id',
    'k.client_id = ANY (same_person(r.client_id))',
  ],
  [
    'referrer_may_be_told()',
    'hashtextextended(NEW.client_id::text, 3)',
    'hashtextextended((same_person(NEW.client_id))[1]::text, 3)',
  ],
  [
    'address_share_is_lawful()',
    'hashtextextended(whose::text, 3)',
    'hashtextextended((same_person(whose))[1]::text, 3)',
  ],
  // Whoever has a second record has it in one team with the first.
  [
    moving,
    'AND NOT coalesce(kept_from(r.perpetrator_id), false)',
    `AND NOT coalesce(kept_from(r.perpetrator_id), false)
       AND cardinality(same_person(r.client_id)) = 1 AND cardinality(same_person(r.perpetrator_id)) <= 1`,
  ],
  ['kept_anyway(uuid, uuid)', 'k.client_id = from_client', 'k.client_id = ANY (same_person(from_client))'],
];
