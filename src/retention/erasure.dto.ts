import { OneOf } from '../platform/http/fields.js';
import { erasureReasons, type ErasureReason } from './erasure.codes.js';

export class ErasureForm {
  @OneOf(erasureReasons, { message: 'Select why the client is to be erased' })
  why!: ErasureReason;
}
