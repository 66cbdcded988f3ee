import { OmitType } from '@nestjs/swagger';
import { ReferralForm } from './referral.dto.js';

/**
 * A referral as a program outside sends it: the staff's own form without what only they may say. That is which team and when
 * it came, whether it is of somebody on record, and that a way to reach the client was verified: nobody outside verifies for us.
 */
export class SentReferralForm extends OmitType(ReferralForm, [
  'teamId',
  'receivedOn',
  'receivedTime',
  'sameAs',
  'repeats',
  'verifiedOn',
  'recheckOn',
] as const) {}
