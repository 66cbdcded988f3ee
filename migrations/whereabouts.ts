import { AFormerAddressIsAskedAbout1790000002400 } from './1790000002400-a-former-address-is-asked-about.js';

/** Where a client is now, and where they were: the migrations of it, in their order. */
export const whereabouts = [AFormerAddressIsAskedAbout1790000002400];
