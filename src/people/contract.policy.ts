import type { Permission } from '../kernel/policy.js';

/** What a permission over a contract may ask of it. */
export interface ContractScope {
  readonly serviceId: string;
}

const ofOwnService = (actor: { readonly organisationId: string | null }, contract: ContractScope) =>
  actor.organisationId === contract.serviceId;

/** Either side reads what was agreed: whose contracts those are is for row security. */
export const contracts = {
  view: { roles: ['commissioner', 'admin', 'supervisor'] },
  list: { roles: ['admin', 'supervisor'] },
  // What changes what is counted, or when it is due, one proposes and another approves: of the service, or of who pays.
  propose: { roles: ['admin'], when: ofOwnService },
  approve: { roles: ['supervisor', 'commissioner'] },
  refuse: { roles: ['supervisor', 'commissioner'] },
  withdraw: { roles: ['admin'], when: ofOwnService },
  staff: { roles: ['admin'], when: ofOwnService },
  // Whoever pays reads them in the return, rounded as every figure is.
  complaints: { roles: ['admin', 'supervisor'], when: ofOwnService },
} as const satisfies Record<string, Permission<ContractScope>>;
