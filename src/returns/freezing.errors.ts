import type { Quarter } from '../kernel/period.js';

/** The attacker learnt too much, so nothing was frozen: the rounding is at fault, and a person must look. */
export class AttackSucceeded extends Error {
  constructor(findings: number) {
    super(`The attacker can narrow down ${String(findings)} counts: nothing was frozen`);
    this.name = 'AttackSucceeded';
  }
}

/** What is frozen is not what was frozen: someone went round the database's refusals. */
export class FrozenFiguresChanged extends Error {
  constructor(quarters: readonly Quarter[]) {
    super(`The frozen figures of ${quarters.join(', ')} do not match their hash: nothing was frozen`);
    this.name = 'FrozenFiguresChanged';
  }
}
