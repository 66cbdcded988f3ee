export type Statement = [sql: string, parameters?: unknown[]];

/** What is looked up of who asks. */
const lists = ['teams', 'grants', 'excluded', 'seals'] as const;
export type Reach = Readonly<Record<(typeof lists)[number], readonly string[]>> & { readonly id: string };

/** A statement as somebody would write it who filters by hand, of what was looked up of who asks. */
export type ByHand = (sql: string, parameters: unknown[], reach: Reach) => Statement;

// The filter by hand: of a case, of a client, and of what hangs on either. $teams and so on are what was looked up of who asks.
export const ofRecord = (id: string, client: string): string =>
  `(r.team_id = ANY ($teams) OR r.${id} = ANY ($grants)) AND r.${client} <> ALL ($excluded) AND (NOT r.sealed OR r.${client} = ANY ($seals))`;
const aCase = `SELECT * FROM case_file r WHERE ${ofRecord('id', 'client_id')}`;
const aClient = `SELECT * FROM client r WHERE ${ofRecord('id', 'id')}`;
const aPerpetrator = `SELECT * FROM perpetrator r WHERE ${ofRecord('id', 'id')}`;
const under = (record: string, id: string): string => `EXISTS (${record} AND r.id = ${id})`;

/** Where each of the program's statements takes its filter. */
const places: readonly (readonly [RegExp, string])[] = [
  [/FROM "?case_file"? "?c"?/, `FROM (${aCase}) c`],
  [/WHERE case_id = \$1/, `$& AND ${under(aCase, 'case_id')}`],
  [
    /FROM data_key WHERE id = ANY \(\$1\)/,
    `$& AND (opens = 'client' AND ${under(aClient, 'data_key.id')} OR opens = 'perpetrator' AND ${under(aPerpetrator, 'data_key.id')} OR opens = 'case' AND ${under(aCase, 'data_key.id')})`,
  ],
  [
    /client_id IS NOT NULL/,
    `$& AND team_id = ANY ($teams) AND ${under(`${aClient} AND r.team_id = identity_token.team_id`, 'client_id')}`,
  ],
  [
    /FROM identity_token WHERE token = ANY \(\$[12]\)(?= LIMIT)/g,
    `$& AND team_id = ANY ($teams) AND (client_id IS NULL OR ${under(`${aClient} AND r.team_id = identity_token.team_id`, 'client_id')})
      AND (perpetrator_id IS NULL OR ${under(`${aPerpetrator} AND r.team_id = identity_token.team_id`, 'perpetrator_id')})`,
  ],
  [/FROM client_identity i WHERE client_id = ANY \(\$1\)/, `$& AND ${under(aClient, 'client_id')}`],
  [/WHERE p\.id = ANY \(\$1\)/, `$& AND ${under(aPerpetrator, 'p.id')}`],
  [
    /(?<=identifier i .*)WHERE \(/s,
    `WHERE (i.client_id IS NULL OR ${under(aClient, 'i.client_id')}) AND (i.perpetrator_id IS NULL OR ${under(aPerpetrator, 'i.perpetrator_id')}) AND (`,
  ],
  [/WHERE m\.client_id = ANY \(\$1\)/, `$& AND ${under(aClient, 'm.client_id')}`],
];

/** The statements of cases, notes and search, each with its filter where it takes one. */
export function inPlaces(sql: string, parameters: unknown[], reach: Reach): Statement {
  const filtered = places.reduce((text, [place, filter]) => text.replace(place, filter), sql);
  if (filtered === sql) return [sql, parameters];
  const numbered = lists.reduce(
    (text, list, index) => text.replaceAll(`$${list}`, `$${String(parameters.length + index + 1)}::uuid[]`),
    filtered,
  );
  return [numbered, [...parameters, ...lists.map((list) => reach[list])]];
}
