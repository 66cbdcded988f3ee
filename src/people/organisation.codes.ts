import { codelist, type Code } from '../kernel/codelist.js';

export const organisationKinds = codelist({
  advocacy_service: 'Advocacy service',
  commissioner: 'Commissioner',
  authority: 'Other public authority',
});
export type OrganisationKind = Code<typeof organisationKinds>;
