import { asHearsay } from '../../src/referrals/received-referral.js';
import type { SentReferralForm } from '../../src/referrals/sent-referral.dto.js';
import { aReferralForm } from '../support/referral-forms.js';

it('what a program outside says that the client answered came through the referrer, whatever it says', () => {
  const sent = { contactConsentHow: 'in_person', policeConsent: 'given', policeConsentHow: 'by_phone' };
  // As the program checked it.
  const form = aReferralForm(sent) as unknown as SentReferralForm;
  const heard = { contactConsentHow: 'through_referrer', policeConsentHow: 'through_referrer' };
  expect(asHearsay(form)).toEqual(Object.assign({}, form, heard));
});
