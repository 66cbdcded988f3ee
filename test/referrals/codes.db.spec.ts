import { cyberElements, cyberTypes } from '../../src/codes/behaviour.codes.js';
import { sexes } from '../../src/codes/demographics.codes.js';
import { policeAreas } from '../../src/codes/police-area.codes.js';
import { relationships } from '../../src/codes/relationship.codes.js';
import { unknownReasons } from '../../src/codes/unknown-reason.codes.js';
import { attemptChannels, contactOutcomes } from '../../src/cases/attempt.codes.js';
import { closureReasons, noteKinds } from '../../src/cases/case.codes.js';
import { codesOf, type Codelist } from '../../src/kernel/codelist.js';
import { consentPurposes, consentValues, consentWays } from '../../src/parties/consent.codes.js';
import { channels, safeties } from '../../src/parties/contact.codes.js';
import { policeRecordings, referralSources, reportedToPolice } from '../../src/referrals/referral.codes.js';
import { declineReasons, referralStates, triageDecisions } from '../../src/referrals/triage.codes.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => (database = await testDatabase()));
afterAll(() => database.drop());

const columns: [table: string, column: string, list: Codelist][] = [
  ['client', 'sex', sexes],
  ['client', 'sex_unknown_reason', unknownReasons],
  ['contact_method', 'channel', channels],
  ['contact_method', 'safe', safeties],
  ['contact_method', 'voicemail_safe', safeties],
  ['contact_method', 'device_watched', safeties],
  ['consent', 'purpose', consentPurposes],
  ['consent', 'value', consentValues],
  ['consent', 'how', consentWays],
  ...['case_file', 'referral'].flatMap((table): [string, string, Codelist][] => [
    [table, 'police_area', policeAreas],
    [table, 'relationship', relationships],
    [table, 'relationship_unknown_reason', unknownReasons],
    [table, 'cyber_element', cyberElements],
    [table, 'cyber_unknown_reason', unknownReasons],
    [table, 'age_unknown_reason', unknownReasons],
  ]),
  ['case_file', 'closure_reason', closureReasons],
  ['case_cyber_type', 'cyber_type', cyberTypes],
  ['contact_attempt', 'channel', attemptChannels],
  ['contact_attempt', 'outcome', contactOutcomes],
  ['case_note', 'kind', noteKinds],
  ['referral', 'source', referralSources],
  ['referral', 'source_unknown_reason', unknownReasons],
  ['referral', 'reported_to_police', reportedToPolice],
  ['referral', 'reported_unknown_reason', unknownReasons],
  ['referral', 'police_recorded_as', policeRecordings],
  ['referral', 'state', referralStates],
  ['referral', 'decision', triageDecisions],
  ['referral', 'decision_reason', declineReasons],
  ['referral_cyber_type', 'cyber_type', cyberTypes],
];

it.each(columns)('%s.%s accepts the codes of its list and no others', async (table, column, list) => {
  const { rows } = await database.owner.query<{ definition: string }>(
    `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE conrelid = $1::regclass AND contype = 'c' AND pg_get_constraintdef(oid) ~ ('^CHECK \\(\\(' || $2 || ' = ANY \\(')`,
    [table, column],
  );
  const accepted = [...(rows[0]?.definition ?? '').matchAll(/'([^']+)'/g)].map(([, code]) => code);
  expect(accepted.toSorted()).toEqual(codesOf(list).toSorted());
});
