import { codelist, type Code } from '../kernel/codelist.js';

/** What a worker can know that a case may need. */
export const skills = codelist({
  online_stalking: 'Stalking online',
  civil_orders: 'Orders of the civil courts',
  criminal_court: 'The criminal courts',
  housing: 'Housing',
  clients_under_18: 'Clients under 18',
  mental_health: 'Clients in poor mental health',
});

/** Languages beside English in which a worker can speak with a client without an interpreter. */
export const languages = codelist({
  arabic: 'Arabic',
  bengali: 'Bengali',
  british_sign_language: 'British Sign Language',
  french: 'French',
  panjabi: 'Panjabi',
  polish: 'Polish',
  portuguese: 'Portuguese',
  romanian: 'Romanian',
  somali: 'Somali',
  spanish: 'Spanish',
  urdu: 'Urdu',
  welsh: 'Welsh',
});

export const abilities = [...skills, ...languages];
export type Ability = Code<typeof abilities>;
