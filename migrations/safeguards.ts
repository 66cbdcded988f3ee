import { ExclusionsAndSeals1790000001900 } from './1790000001900-exclusions-and-seals.js';
import { SealedRecordsStaySealed1790000001905 } from './1790000001905-sealed-records-stay-sealed.js';
import { RecordsFollowExclusionsAndSeals1790000001910 } from './1790000001910-records-follow-exclusions-and-seals.js';
import { GlassCanBeBroken1790000001920 } from './1790000001920-glass-can-be-broken.js';
import { BrokenGlassReadsAndNotes1790000001930 } from './1790000001930-broken-glass-reads-and-notes.js';
import { ConflictsAreFoundAtEntry1790000001940 } from './1790000001940-conflicts-are-found-at-entry.js';
import { WhoAsksIsAskedOnce1790000001950 } from './1790000001950-who-asks-is-asked-once.js';
import { WhatSafeguardsSayIsSealed1790000001960 } from './1790000001960-what-safeguards-say-is-sealed.js';
import { WhomAKeyNamesIsComparedAtOnce1790000001965 } from './1790000001965-whom-a-key-names-is-compared-at-once.js';
import { ASealKeepsASupervisor1790000001970 } from './1790000001970-a-seal-keeps-a-supervisor.js';
import { ErasingTakesTwoPeople1790000001975 } from './1790000001975-erasing-takes-two-people.js';
import { ConflictsAreLookedForAgain1790000001980 } from './1790000001980-conflicts-are-looked-for-again.js';

/** Who may never see a record, who may for now, and how it is erased. */
export const safeguards = [
  ExclusionsAndSeals1790000001900,
  SealedRecordsStaySealed1790000001905,
  RecordsFollowExclusionsAndSeals1790000001910,
  GlassCanBeBroken1790000001920,
  BrokenGlassReadsAndNotes1790000001930,
  ConflictsAreFoundAtEntry1790000001940,
  WhoAsksIsAskedOnce1790000001950,
  WhatSafeguardsSayIsSealed1790000001960,
  WhomAKeyNamesIsComparedAtOnce1790000001965,
  ASealKeepsASupervisor1790000001970,
  ErasingTakesTwoPeople1790000001975,
  ConflictsAreLookedForAgain1790000001980,
];
