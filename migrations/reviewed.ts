import { ACaseMayOpenWithoutContact1790000002380 } from './1790000002380-a-case-may-open-without-contact.js';

/** What a review of people, contact and referrals found, mended in the database; oldest first. */
export const reviewed = [
  ACaseMayOpenWithoutContact1790000002380,
];
