import { codelist, type Code } from '../../kernel/codelist.js';

/** What became of what was asked: it was done, it was kept from who asked, or a rule or a fault stood against it. */
export const auditResults = codelist({ allowed: 'Done', refused: 'Refused', failed: 'Not carried out' });
export type AuditResult = Code<typeof auditResults>;
