import { isCode } from '../kernel/codelist.js';
import { NotFound } from '../kernel/errors.js';
import { derivedKinds, type DerivedKind } from './task.codes.js';

/** A kind of task as an address names it. @throws NotFound where there is none of that name */
export function derivedKindIn(address: string): DerivedKind {
  if (!isCode(derivedKinds, address)) throw new NotFound();
  return address;
}
