/** A referral as a form posts it or a program sends it: everything it must have, of someone invented. */
export function aReferralForm(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    fullName: 'Demo Foxglove',
    sex: 'female',
    bornOn: '1991-03-03',
    receivedOn: '2026-03-02',
    receivedTime: '16:30',
    source: 'police',
    policeArea: 'E23000033',
    relationship: 'ex_intimate',
    cyberElement: 'yes',
    cyberTypes: ['tracker_tag', 'social_media'],
    whatHappened: 'Invented: a tracker was found on the car.',
    reportedToPolice: 'yes',
    policeRecordedAs: 'harassment',
    contactConsent: 'given',
    contactConsentHow: 'through_referrer',
    supportConsent: 'not_asked',
    policeConsent: 'refused',
    policeConsentHow: 'through_referrer',
    channel: 'phone',
    value: '07700 900456',
    safe: 'yes',
    voicemailSafe: 'no',
    deviceWatched: 'no',
    withheldNumber: 'no',
    hours: 'any_time',
    verifiedOn: '2026-03-02',
    ...changes,
  };
}

/** How many each file of tests was given. */
const given = new Map<string, number>();

/** Someone whose name, day of birth and number nobody else given in the same file has. */
export function someone(): { fullName: string; bornOn: string; value: string } {
  const { testPath = '' } = expect.getState();
  const place = (given.get(testPath) ?? 0) + 1;
  given.set(testPath, place);
  return {
    fullName: `Invented ${place > 26 ? 'Human' : 'Person'}${String.fromCharCode(65 + ((place - 1) % 26))}`,
    bornOn: `19${String(50 + place)}-01-01`,
    value: `07700 9005${String(place).padStart(2, '0')}`,
  };
}
