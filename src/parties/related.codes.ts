import { codelist, type Code } from '../kernel/codelist.js';

/** Who else there is in a case, beside its client and its perpetrator. */
export const relatedKinds = codelist({
  child: 'Child',
  protected_person: 'Protected person',
  professional: 'Professional',
});
export type RelatedKind = Code<typeof relatedKinds>;

/** What they are to the case, of each kind. */
export const relationsOf = {
  child: codelist({
    clients_child: 'The client’s child',
    perpetrators_child: 'The perpetrator’s child',
    child_of_both: 'A child of both',
    other_child: 'Another child',
  }),
  protected_person: codelist({
    partner: 'The client’s partner',
    parent: 'The client’s parent',
    grown_child: 'The client’s grown child',
    other_family: 'Others of the client’s family',
    friend: 'A friend',
    neighbour: 'A neighbour',
    colleague: 'Somebody the client works with',
    other_adult: 'Somebody else',
  }),
  professional: codelist({
    police_officer: 'Police officer',
    referrer: 'Whoever referred the client',
    childrens_social_worker: 'Social worker, of children',
    adults_social_worker: 'Social worker, of adults',
    domestic_abuse_adviser: 'Domestic violence adviser (IDVA)',
    sexual_violence_adviser: 'Sexual violence adviser (ISVA)',
    probation_officer: 'Probation officer',
    health_worker: 'Health worker',
    housing_officer: 'Housing officer',
    school_staff: 'Staff of a school, college or nursery',
    solicitor: 'Solicitor',
    employer: 'Employer',
    other_professional: 'Another professional',
  }),
} as const;
export const relations = [...relationsOf.child, ...relationsOf.protected_person, ...relationsOf.professional];
export type Relation = Code<typeof relations>;

/** Whether they live with the client. */
export const households = codelist({ yes: 'Yes', no: 'No', not_known: 'Not known' });
export type Household = Code<typeof households>;

/** What contact of a child with the perpetrator is arranged. */
export const childContacts = codelist({
  none: 'None',
  forbidden: 'None: a court forbids it',
  supervised: 'Supervised by somebody else',
  indirect: 'Letters or calls only',
  unsupervised: 'Without anybody else',
  lives_there: 'Lives with the perpetrator, always or at times',
  disputed: 'In dispute, or before a court',
  not_known: 'Not known',
});
export type ChildContact = Code<typeof childContacts>;

export const relatedChanges = codelist({ corrected: 'Corrected', ended: 'Of this case no longer' });
export type RelatedChange = Code<typeof relatedChanges>;
