import { AnAddressOutlastsNoBasis1790000002410 } from './1790000002410-an-address-outlasts-no-basis.js';

/** By what an address goes, and by what two are taken for one. */
export const bases = [AnAddressOutlastsNoBasis1790000002410];
