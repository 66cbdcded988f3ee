/**
 * In what proportions the demo's people, referrals and outcomes come. Sex and relationship follow
 * published shares (police figures for 2020/21; helpline and survey shares of relationships); the rest is plausible
 * and no more. Nothing may be read off the demo about anything real.
 */
export const sexes = { female: 760, male: 205, unknown: 35 } as const;
export const relationships = {
  ex_intimate: 430,
  current_intimate: 30,
  dated_briefly: 50,
  family: 40,
  ex_friend: 50,
  friend: 20,
  acquaintance: 90,
  colleague: 50,
  ex_colleague: 40,
  client_or_customer: 20,
  professional_contact: 15,
  neighbour: 40,
  online_only: 30,
  stranger: 60,
  other: 5,
  unknown: 30,
} as const;
export const cyberElements = { yes: 780, no: 150, unknown: 70 } as const;
/**
 * Of those whom the police did not refer: about as often as victims at large (26.6 % in a survey of 2016). With those whom
 * they did, half of the demo's clients have reported, more than of victims at large and chosen, not published.
 */
export const reportedToPolice = { yes: 265, no: 665, unknown: 70 } as const;
/** By the first age of each band. By head the youngest come most often, as in the crime survey; the rest is chosen. */
export const ageBands = { 16: 130, 20: 150, 25: 290, 35: 210, 45: 125, 55: 60, 65: 25, 75: 10 } as const;
export const unknownReasons = {
  not_asked: 30,
  asked_declined: 15,
  client_does_not_know: 5,
  not_safe_to_ask: 15,
  referrer_did_not_supply: 25,
  no_contact_made: 8,
  legacy_import: 2,
} as const;
export const cyberTypes = {
  social_media: 60,
  messaging_apps: 50,
  email: 25,
  fake_profiles: 15,
  impersonation: 8,
  account_takeover: 8,
  tracker_tag: 6,
  gps_vehicle_tracker: 5,
  spyware_stalkerware: 4,
  location_sharing_feature: 6,
  mass_calls: 20,
  bank_transfer_reference: 3,
} as const;
export const sources = {
  police: 320,
  police_digital_auto: 60,
  self: 220,
  national_stalking_helpline: 90,
  idva: 60,
  da_service: 50,
  victim_hub: 80,
  health_gp: 20,
  housing: 15,
  education: 15,
  employer: 10,
  marac: 15,
  family_friend: 20,
  other_charity: 20,
  unknown: 5,
} as const;
export const policeRecordings = {
  stalking: 450,
  harassment: 300,
  malicious_communications: 100,
  other: 50,
  no_crime: 60,
  not_known: 40,
} as const;
export const declineReasons = {
  out_of_area: 20,
  not_stalking: 25,
  below_risk_threshold: 15,
  no_consent: 10,
  no_safe_contact: 6,
  invalid_contact: 8,
  no_capacity: 12,
  needs_other_specialist: 10,
} as const;
/** What becomes of a referral that opens no case. */
export const turnedAway = {
  decline: 400,
  redirect: 250,
  advice_only: 80,
  duplicate: 140,
  accept_waitlist: 60,
  return_to_referrer: 70,
} as const;
/** Why the case of a supported client ends. */
export const closureReasons = {
  support_completed: 380,
  risk_reduced: 170,
  stalking_ceased: 120,
  client_withdrew: 60,
  disengaged: 110,
  transferred_area: 30,
  moved_away: 20,
  perpetrator_imprisoned: 10,
} as const;
/** Why the case of a client who was never reached ends. */
export const closedUnreached = { unable_to_contact: 75, disengaged: 15, moved_away: 10 } as const;
export const attemptOutcomes = {
  no_answer: 50,
  voicemail: 25,
  third_party_answered: 5,
  wrong_number: 3,
  text_sent: 17,
} as const;
export const visitOutcomes = { no_answer: 85, third_party_answered: 15 } as const;
