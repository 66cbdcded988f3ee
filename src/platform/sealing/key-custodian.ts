import { SealBroken } from './sealed.js';

/** A data key in the clear, with the id of the person, case or request it is of. Only ever in memory. */
export interface DataKey {
  readonly id: string;
  readonly key: Buffer;
}

/** A data key as the database keeps it: worth nothing without the service key of its version. */
export interface WrappedKey {
  readonly id: string;
  readonly wrapped: Buffer;
}

/** Wrapped under a service key that was made since this process last looked, or that was let go. */
export class KeyVersionUnknown extends SealBroken {}

/**
 * Who keeps the service keys, under which every data key is wrapped. They never stand in the database, so neither a dump
 * of it nor its owner can open anything. A wrapped key is bound to its id: another's in its place is refused.
 *
 * Wrapping and unwrapping answer at once and so can wait for nobody: they are done inside transactions, where whoever waits
 * holds a connection. Whatever takes time, such as a key service over the network, is asked in `ready`, before one is opened.
 */
export interface KeyCustodian {
  /** Learns what service keys there are now, where that has changed. */
  ready(): Promise<void>;
  /** The version that new data keys are wrapped under. */
  currentVersion(): number;
  /** Wraps under the current version, in the order given. */
  wrap(keys: readonly DataKey[]): (WrappedKey & { readonly version: number })[];
  /**
   * Unwraps whatever version each was wrapped under, in the order given.
   * @throws SealBroken where one is not what it was; KeyVersionUnknown where `ready` is to be asked again
   */
  unwrap(keys: readonly WrappedKey[]): Buffer[];
  /** Makes a new version and begins to wrap under it; the older ones go on unwrapping. @returns the new version */
  rotate(): Promise<number>;
  /** Lets go of the versions that nothing in use is wrapped under, as far as that is safe. @returns those let go */
  retire(inUse: readonly number[]): Promise<readonly number[]>;
}

/** Where the program finds its custodian. */
export const CUSTODIAN = Symbol('key custodian');
