import { Case } from './cases/case.entity.js';
import { FoiAnswer } from './foi/answer.entity.js';
import { FoiRequest } from './foi/request.entity.js';
import { Breach } from './orders/breach.entity.js';
import { OrderStep } from './orders/order-step.entity.js';
import { OrderTerm } from './orders/order-term.entity.js';
import { ProtectionOrder } from './orders/order.entity.js';
import { Address } from './parties/address.entity.js';
import { Client } from './parties/client.entity.js';
import { Consent } from './parties/consent.entity.js';
import { ContactMethod } from './parties/contact-method.entity.js';
import { Identifier } from './parties/identifier.entity.js';
import { Perpetrator } from './parties/perpetrator.entity.js';
import { Contract } from './people/contract.entity.js';
import { Organisation } from './people/organisation.entity.js';
import { Staff } from './people/staff.entity.js';
import { Team } from './people/team.entity.js';
import { Event } from './platform/database/event.entity.js';
import { Referral } from './referrals/referral.entity.js';
import { Assessment } from './risk/assessment.entity.js';
import { Instrument } from './risk/instrument.entity.js';
import { Review } from './supervision/review.entity.js';

/** Every table the program reads through an entity. */
export const entities = [
  Event,
  Organisation,
  Team,
  Staff,
  Contract,
  Client,
  Perpetrator,
  ContactMethod,
  Identifier,
  Address,
  Consent,
  Case,
  Referral,
  Instrument,
  Assessment,
  ProtectionOrder,
  OrderStep,
  OrderTerm,
  Breach,
  Review,
  FoiRequest,
  FoiAnswer,
];
