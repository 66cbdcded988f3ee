import { codelist, type Code } from '../kernel/codelist.js';

/** What is worth asking somebody about. */
export const anomalyKinds = codelist({
  outside_caseload: 'Opened cases that were a colleague’s',
  volume: 'Opened far more cases than they usually do',
  lists: 'Was shown far more records in lists than they usually are',
  refusals: 'Was refused many times in a day',
  own_surname: 'Opened records of somebody with their own surname',
  own_address: 'Opened records of somebody with their own postcode or telephone number',
});
export type AnomalyKind = Code<typeof anomalyKinds>;
