import { codelist, type Code } from '../kernel/codelist.js';

export const staffStates = codelist({ active: 'Active', suspended: 'Suspended' });
export type StaffState = Code<typeof staffStates>;
