import { isCode } from '../kernel/codelist.js';
import { NotFound } from '../kernel/errors.js';
import { blindSpots, type BlindSpot } from './blind-spot.codes.js';

/** A blind spot as an address names it. @throws NotFound where there is none of that name */
export function blindSpotIn(address: string): BlindSpot {
  if (!isCode(blindSpots, address)) throw new NotFound();
  return address;
}
