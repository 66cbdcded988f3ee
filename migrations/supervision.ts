import { PanelsAndMessagesAreTasks1790000002300 } from './1790000002300-panels-and-messages-are-tasks.js';
import { WhatIsAskedCanBeMoved1790000002301 } from './1790000002301-what-is-asked-can-be-moved.js';
import { TheBoardIsFoundByIndex1790000002302 } from './1790000002302-the-board-is-found-by-index.js';

/** What a supervisor looks for, and tasks that are asked for by hand: the migrations of it, in their order. */
export const supervision = [
  PanelsAndMessagesAreTasks1790000002300,
  WhatIsAskedCanBeMoved1790000002301,
  TheBoardIsFoundByIndex1790000002302,
];
