import { AnAddressOutlastsNoBasis1790000002410 } from './1790000002410-an-address-outlasts-no-basis.js';
import { WhoseFriendsAreTheSameIsNotTheSame1790000002411 } from './1790000002411-whose-friends-are-the-same-is-not-the-same.js';

/** By what an address goes, and by what two are taken for one. */
export const bases = [AnAddressOutlastsNoBasis1790000002410, WhoseFriendsAreTheSameIsNotTheSame1790000002411];
