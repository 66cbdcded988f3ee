import { Case } from './cases/case.entity.js';
import { Organisation } from './people/organisation.entity.js';
import { Staff } from './people/staff.entity.js';
import { Team } from './people/team.entity.js';
import { Event } from './platform/database/event.entity.js';

/** Every table the program reads through an entity. */
export const entities = [Event, Organisation, Team, Staff, Case];
