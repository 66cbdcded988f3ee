import { ofRecord, type ByHand, type Reach } from './by-hand.js';

/**
 * The statements of the day and of the board as somebody would write them who filters by hand: each case and referral by what was
 * looked up of who asks, and what hangs on a case by nothing more, since it is joined to one that was filtered.
 */
export const dayByHand: ByHand = (sql, parameters, reach) => {
  const ofHand = Object.entries(named(reach)).reduce(
    (text, [name, value]) => text.replaceAll(`$${name}`, value),
    places.reduce((text, [place, filter]) => text.replace(place, filter), sql),
  );
  return [ofHand, parameters];
};

const aCase = `(SELECT * FROM case_file r WHERE ${ofRecord('id', 'client_id')})`;
// Nobody opens a referral in an emergency.
const aReferral = `(SELECT * FROM referral r WHERE r.team_id = ANY ($teams) AND r.client_id <> ALL ($excluded) AND (NOT r.sealed OR r.client_id = ANY ($seals)))`;

const places: readonly (readonly [RegExp, string])[] = [
  [/\b(FROM|JOIN) case_file c\b/g, `$1 ${aCase} c`],
  [/\bFROM referral r\b(?! WHERE r\.team_id)/g, `FROM ${aReferral} r`],
  [
    /FROM task_rule$/,
    `FROM task_rule WHERE organisation_id = (SELECT organisation_id FROM staff WHERE id = $me)`,
  ],
  [/FROM broken_glass_notice t/, 'FROM (SELECT * FROM broken_glass_notice WHERE staff_id = $me) t'],
  [
    /\(SELECT my_colleagues\(\)\)::uuid\[\]/,
    'ARRAY(SELECT b.staff_id FROM team_member a JOIN team_member b ON b.team_id = a.team_id WHERE a.staff_id = $me)',
  ],
  [
    /covered_on\(\$1::date\) v/g,
    `(SELECT v.case_id, v.staff_id, a.staff_id AS away_id, a.id AS absence_id FROM absence a JOIN cover v ON v.absence_id = a.id JOIN case_file f ON f.id = v.case_id
       JOIN team_member m ON m.team_id = f.team_id AND m.staff_id = v.staff_id JOIN staff s ON s.id = v.staff_id AND s.state = 'active'
      WHERE f.team_id = ANY ($teams) AND f.client_id <> ALL ($excluded) AND a.cancelled_at IS NULL AND v.ended_at IS NULL
        AND $1::date BETWEEN a.from_on AND a.to_on AND f.advocate_id = a.staff_id) v`,
  ],
  [/\(SELECT my_user\(\)\)/g, '$me'],
  [
    /FROM dangers_told_of\(\) t WHERE NOT t\.own/,
    `FROM danger_notice n JOIN danger t ON t.id = n.danger_id JOIN case_file k ON k.id = t.case_id WHERE n.staff_id = $me AND t.ended_at IS NULL
       AND NOT (k.team_id = ANY ($teams)) AND k.client_id <> ALL ($excluded)`,
  ],
  [/SELECT t\.id, NULL, t\.reference/, 'SELECT t.id, NULL, k.reference'],
  [
    /\(SELECT cases_needing_another_worker\(\)\)::uuid\[\]/,
    `ARRAY(SELECT n.id FROM case_file n WHERE n.team_id = ANY ($teams) AND n.closed_on IS NULL AND (
       n.sealed AND NOT EXISTS (SELECT FROM seal s JOIN seal_member m ON m.seal_id = s.id
         WHERE s.client_id = n.client_id AND s.lifted_at IS NULL AND m.staff_id = n.advocate_id)
       OR EXISTS (SELECT FROM exclusion e WHERE e.staff_id = n.advocate_id AND e.lifted_at IS NULL
         AND (e.client_id = n.client_id OR e.perpetrator_id = n.perpetrator_id))))`,
  ],
];

function named({ id, teams, grants, excluded, seals }: Reach): Record<string, string> {
  const list = (ids: readonly string[]) => `'{${ids.join(',')}}'::uuid[]`;
  return {
    me: `'${id}'::uuid`,
    teams: list(teams),
    grants: list(grants),
    excluded: list(excluded),
    seals: list(seals),
  };
}
