import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was opened in an emergency can be read, noted in, and tried to be reached. All else is changed by the case's own team. */
export class BrokenGlassReadsAndNotes1790000001930 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const { table, policy, grant } of opened)
      await db.query(
        `ALTER POLICY ${policy} ON ${table} USING (${ofTeam} OR ${grant} = ANY ((SELECT my_live_grants())::uuid[]))`,
      );
    for (const { table, policy, check } of changed)
      await db.query(`ALTER POLICY ${policy} ON ${table} WITH CHECK (${check})`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const { table, policy } of opened)
      await db.query(`ALTER POLICY ${policy} ON ${table} USING (${ofTeam})`);
    // A policy that said nothing of what is written cannot be made to say nothing again: it is made anew.
    for (const { table, policy, using, before } of changed) {
      await db.query(`DROP POLICY ${policy} ON ${table};
        CREATE POLICY ${policy} ON ${table} TO casework_advocate, casework_supervisor USING (${using}) ${before ? `WITH CHECK (${before})` : ''}`);
    }
  }
}

const ofTeam = 'team_id = ANY ((SELECT my_teams())::uuid[])';

const opened = [
  { table: 'case_file', policy: 'case_of_own_team', grant: 'id' },
  { table: 'client', policy: 'client_of_own_team', grant: 'id' },
  { table: 'perpetrator', policy: 'perpetrator_of_own_team', grant: 'id' },
  { table: 'referral', policy: 'referral_of_own_team', grant: 'case_id' },
] as const;

interface Changed {
  readonly table: string;
  readonly policy: string;
  readonly using: string;
  readonly check: string;
  /** What was written before had to hold this; where it says nothing, what may be seen. */
  readonly before?: string;
}

type Below = [table: string, policy: string, parent: string, joined?: string];

/** Of a table whose rows belong to one above it: seen where that is seen, written where that is of one's own team. */
function below(...[table, policy, parent, joined = '']: Below): Changed {
  const seen = `EXISTS (SELECT FROM ${parent})`;
  const [from = '', where = ''] = parent.split(' WHERE ');
  const written = `EXISTS (SELECT FROM ${from}${joined} WHERE ${where} AND c.${ofTeam})`;
  return { table, policy, using: seen, check: written };
}

const ofCase = 'case_file c WHERE c.id = case_id';
const ofClient = 'client c WHERE c.id = client_id';
const toCase = (alias: string) => ` JOIN case_file c ON c.id = ${alias}.case_id`;
const ofOrder = 'protection_order o WHERE o.id = order_id';

const changed: readonly Changed[] = [
  below('client_identity', 'identity_of_client', ofClient),
  below('contact_method', 'method_of_client', ofClient),
  below(
    'contact_method_identity',
    'identity_of_method',
    'contact_method m WHERE m.id = contact_method_id',
    ' JOIN client c ON c.id = m.client_id',
  ),
  below('consent', 'consent_of_client', ofClient),
  below('perpetrator_identity', 'identity_of_perpetrator', 'perpetrator c WHERE c.id = perpetrator_id'),
  below('referral_cyber_type', 'cyber_type_of_referral', 'referral c WHERE c.id = referral_id'),
  below('referral_narrative', 'narrative_of_referral', 'referral c WHERE c.id = referral_id'),
  below('case_cyber_type', 'cyber_type_of_case', ofCase),
  below('allocation', 'allocation_of_case', ofCase),
  below('assessment', 'assessment_of_case', ofCase),
  below(
    'assessment_narrative',
    'narrative_of_assessment',
    'assessment a WHERE a.id = assessment_id',
    toCase('a'),
  ),
  below('review', 'review_of_assessment', 'assessment a WHERE a.id = assessment_id', toCase('a')),
  below(
    'review_narrative',
    'narrative_of_review',
    'review r WHERE r.id = review_id',
    ` JOIN assessment a ON a.id = r.assessment_id${toCase('a')}`,
  ),
  below('protection_order', 'order_of_case', ofCase),
  below('order_step', 'step_of_order', ofOrder, toCase('o')),
  below('order_term', 'term_of_order', ofOrder, toCase('o')),
  below(
    'order_term_wording',
    'wording_of_term',
    'order_term t WHERE t.id = order_term_id',
    ` JOIN protection_order o ON o.id = t.order_id${toCase('o')}`,
  ),
  below('breach', 'breach_of_case', ofCase),
  below('breach_term', 'term_of_breach', 'breach b WHERE b.id = breach_id', toCase('b')),
  below('breach_narrative', 'narrative_of_breach', 'breach b WHERE b.id = breach_id', toCase('b')),
  {
    table: 'protected_person',
    policy: 'protected_by_order',
    using: `EXISTS (SELECT FROM ${ofOrder})`,
    before: `EXISTS (SELECT FROM ${ofOrder}) AND EXISTS (SELECT FROM client p WHERE p.id = client_id)`,
    check: `EXISTS (SELECT FROM protection_order o${toCase('o')} WHERE o.id = order_id AND c.${ofTeam}) AND EXISTS (SELECT FROM client p WHERE p.id = client_id)`,
  },
];
