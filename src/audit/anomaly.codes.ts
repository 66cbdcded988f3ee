import { codelist, type Code } from '../kernel/codelist.js';

/** What is worth asking somebody about. Own surname and own address join when names can be compared under their seals. */
export const anomalyKinds = codelist({
  outside_caseload: 'Opened cases that were a colleague’s',
  volume: 'Opened far more cases than they usually do',
  refusals: 'Was refused several times in a row',
});
export type AnomalyKind = Code<typeof anomalyKinds>;
