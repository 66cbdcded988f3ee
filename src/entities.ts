import { Case } from './cases/case.entity.js';
import { Client } from './parties/client.entity.js';
import { ClientIdentity } from './parties/client-identity.entity.js';
import { Consent } from './parties/consent.entity.js';
import { ContactMethod } from './parties/contact-method.entity.js';
import { ContactMethodIdentity } from './parties/contact-method-identity.entity.js';
import { Perpetrator } from './parties/perpetrator.entity.js';
import { PerpetratorIdentity } from './parties/perpetrator-identity.entity.js';
import { Contract } from './people/contract.entity.js';
import { Organisation } from './people/organisation.entity.js';
import { Staff } from './people/staff.entity.js';
import { Team } from './people/team.entity.js';
import { Event } from './platform/database/event.entity.js';

/** Every table the program reads through an entity. */
export const entities = [
  Event,
  Organisation,
  Team,
  Staff,
  Contract,
  Client,
  ClientIdentity,
  Perpetrator,
  PerpetratorIdentity,
  ContactMethod,
  ContactMethodIdentity,
  Consent,
  Case,
];
