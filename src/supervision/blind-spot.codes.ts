import { codelist, type Code } from '../kernel/codelist.js';

/** What a supervisor looks for because nobody else may see it; the most dangerous to leave first. */
export const blindSpots = codelist({
  danger: 'In immediate danger',
  no_contact: 'High risk, and nobody has spoken with the client',
  breach: 'Breaches not reported or not decided',
  emergency_review: 'Emergency access to review',
  needs_worker: 'Cases that need another worker',
  risk_review: 'Risk reviews overdue, or never assessed',
  concern: 'Concerns not followed up: a child, an adult at risk, capacity',
  safe_contact: 'Safe contact stale, or never verified',
  message: 'Messages that wait or did not go',
  order_expiry: 'Orders about to end',
  panel_action: 'Actions of panels overdue',
  referral_waiting: 'Referrals to decide',
  task_overdue: 'Everything else that is overdue',
});
export type BlindSpot = Code<typeof blindSpots>;
