import { hashOfTerms } from '../../../src/platform/audit/hash-of-terms.js';
import { ReferralsService } from '../../../src/referrals/referrals.service.js';
import { ReferralForm } from '../../../src/referrals/referral.dto.js';
import { Secrets } from '../../../src/platform/secrets.js';
import { startApp, type TestApp } from '../../support/app.js';
import { givenAReferral } from '../../support/given-cases.js';
import { givenAService, type GivenService } from '../../support/given-service.js';
import { entriesSince, lastEntry } from './entries.js';

let house: TestApp;
let service: GivenService;
beforeAll(async () => {
  house = await startApp();
  service = await givenAService(house);
});
afterAll(() => house.stop());

describe('a search of people', () => {
  it('is in the log by whom it found and a keyed hash of what was searched for, never the words', async () => {
    const { owner } = house.database;
    const { team, advocate } = service;
    const { referralId } = await givenAReferral(owner, { team, by: advocate, name: 'Demo Sorrel' });
    const before = await lastEntry(owner);
    const form = Object.assign(new ReferralForm(), { fullName: 'Demo Sorrel', bornOn: '1991-05-17' });
    const found = await house.app.get(ReferralsService).likely(advocate, form);
    expect(found.map((each) => each.referralId)).toEqual([referralId]);
    const entries = await entriesSince(owner, before);
    expect(entries).toMatchObject([
      { act: 'work.done' },
      { act: 'people.searched', ids: [referralId], fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/sorrel|1991/i);
  });

  it('has the same hash for the same words however they are written, and another under another key', () => {
    const secrets = (byte: number) => new Secrets(Buffer.alloc(32, byte));
    const hash = hashOfTerms(secrets(1), ['Demo Sorrel', null]);
    expect(hashOfTerms(secrets(1), [' demo SORREL', null])).toBe(hash);
    expect(hashOfTerms(secrets(1), ['Demo Sorel', null])).not.toBe(hash);
    expect(hashOfTerms(secrets(2), ['Demo Sorrel', null])).not.toBe(hash);
  });
});
