import { codelist, type Code } from '../kernel/codelist.js';

/** What the perpetrator does. Several apply to one case. The examples in s.2A(3) of the 1997 Act are the base; the list is wider. */
export const behaviours = codelist({
  following: 'Following',
  loitering: 'Loitering',
  watching_spying: 'Watching or spying',
  approaching: 'Approaching in person',
  unwanted_calls: 'Unwanted calls',
  silent_calls: 'Silent calls',
  texts_messages: 'Texts or messages',
  emails: 'Emails',
  letters_cards: 'Letters or cards',
  gifts_items_left: 'Gifts sent or items left',
  visits_home: 'Visits to the home',
  visits_work: 'Visits to the workplace',
  entry_to_property: 'Entering property',
  criminal_damage: 'Criminal damage',
  theft: 'Theft',
  threats_harm: 'Threats to harm',
  threats_kill: 'Threats to kill',
  threats_self_harm: 'Threats of self-harm or suicide',
  physical_assault: 'Physical assault',
  sexual_assault: 'Sexual assault',
  strangulation: 'Strangulation',
  weapon: 'Use or show of a weapon',
  third_party_contact: 'Contact through other people',
  proxy_stalking: 'Getting others to stalk',
  child_contact_misuse: 'Misuse of child contact',
  pet_harm: 'Harm to pets',
  false_reports_vexatious_complaints: 'False reports or vexatious complaints',
  court_litigation_abuse: 'Abuse of court proceedings',
  workplace_sabotage: 'Sabotage at work',
  rumours_defamation: 'Rumours or defamation',
  economic: 'Economic abuse, including messages sent with bank transfers',
  honour_based: 'Honour-based abuse',
  harassing_family: 'Harassing family or friends',
});
export type Behaviour = Code<typeof behaviours>;

/** Whether there is any cyber element. Recorded apart from the types: one may be known without the other. */
export const cyberElements = codelist({ yes: 'Yes', no: 'No' });
export type CyberElement = Code<typeof cyberElements>;

/**
 * How the cyber element is carried out. Several apply to one case. Trackers have codes of their own because requests
 * ask for them, and records without such a marker have been refused on cost.
 */
export const cyberTypes = codelist({
  social_media: 'Social media',
  messaging_apps: 'Messaging apps',
  email: 'Email',
  fake_profiles: 'Fake profiles',
  impersonation: 'Impersonation',
  account_takeover: 'Taking over accounts',
  location_sharing_feature: 'Location sharing in a phone or app',
  tracker_tag: 'Tracker tag',
  gps_vehicle_tracker: 'GPS tracker on a vehicle',
  spyware_stalkerware: 'Spyware or stalkerware',
  shared_cloud_or_family_account: 'Shared cloud or family account',
  smart_home_doorbell_speaker: 'Smart home device, doorbell or speaker',
  hidden_camera_bug: 'Hidden camera or bug',
  intimate_image_abuse: 'Intimate image abuse',
  deepfake: 'Deepfake',
  doxxing: 'Publishing personal details',
  dating_app: 'Dating app',
  gaming: 'Gaming',
  bank_transfer_reference: 'Bank transfer reference',
  mass_calls: 'Calls or messages in great number',
  other: 'Another cyber type',
});
export type CyberType = Code<typeof cyberTypes>;
