import { codelist, type Code } from '../kernel/codelist.js';

/** How great the risk of serious harm is judged to be, lowest first. A case carries the band of its latest assessment. */
export const riskBands = codelist({ standard: 'Standard', medium: 'Medium', high: 'High' });
export type RiskBand = Code<typeof riskBands>;
