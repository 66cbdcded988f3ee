import { codelist, type Code } from '../kernel/codelist.js';

/** What an agency is. Which consent something goes to it by follows from that: see share.rules.ts. */
export const agencyKinds = codelist({
  police: 'Police',
  marac: 'MARAC (multi-agency risk assessment conference)',
  masip: 'MASIP or MASP (multi-agency stalking panel)',
  probation: 'Probation',
  housing: 'Housing',
  health: 'Health',
  childrens_services: 'Children’s services',
  adult_services: 'Adult social care',
  court: 'A court, or a solicitor',
  employer_or_school: 'An employer, school or university',
  other: 'Another agency',
});
export type AgencyKind = Code<typeof agencyKinds>;
