import type { Client } from 'pg';

/** Whom each contract pays for, a target that was changed since it was made, and new terms that wait for somebody to approve them. */
export async function changeContracts(db: Client): Promise<void> {
  for (const statement of [complaintDays, staffing, changed, waiting, complaints, complaintSteps])
    await db.query(statement);
}

const complaintDays = 'UPDATE contract SET acknowledge_days = 5, answer_days = 20';

const staffing = `
  INSERT INTO contract_staffing (contract_id, post, hundredths, from_on, to_on, recorded_by, recorded_at)
  SELECT k.id, p.post, p.hundredths, p.from_on, p.to_on, a.id, p.from_on FROM contract k
    JOIN LATERAL (SELECT s.id FROM staff s WHERE s.organisation_id = k.service_id AND s.role = 'admin' ORDER BY s.id LIMIT 1) a ON true,
    LATERAL (SELECT count(*)::integer AS many FROM staff s WHERE s.organisation_id = k.service_id AND s.role = 'advocate') n,
    LATERAL (VALUES ('advocate', greatest(n.many * 60, 50), k.starts_on, date '2022-03-31'), ('advocate', greatest(n.many * 80, 50), date '2022-04-01', NULL),
      ('manager', 50, k.starts_on, NULL), ('administrator', 40, k.starts_on, NULL)) p (post, hundredths, from_on, to_on)`;

const changed = `
  INSERT INTO contract_change (contract_id, changes, measure, within_hours, share_percent, counted_in, was_within_hours, was_share_percent, was_counted_in,
    proposed_by, proposed_at, expires_at, decision, decided_by, decided_at)
  SELECT k.id, 'target', t.measure, t.within_hours, t.share_percent, t.counted_in, 48, 90, 'elapsed', a.id, '2024-03-11 10:00Z', '2024-03-18 10:00Z',
    'approved', s.id, '2024-03-12 09:30Z'
    FROM contract k JOIN contract_target t ON t.contract_id = k.id AND t.measure = 'triage' AND t.risk_band IS NULL
    JOIN LATERAL (SELECT s.id FROM staff s WHERE s.organisation_id = k.service_id AND s.role = 'admin' ORDER BY s.id LIMIT 1) a ON true
    JOIN LATERAL (SELECT s.id FROM staff s WHERE s.organisation_id = k.service_id AND s.role = 'supervisor' ORDER BY s.id LIMIT 1) s ON true`;

const waiting = `
  INSERT INTO contract_change (contract_id, changes, cut_off_days, return_due_days, annual_cost_pounds, eligibility, acknowledge_days, answer_days, proposed_by)
  SELECT k.id, 'terms', least(k.cut_off_days + 5, 60), k.return_due_days + 5, k.annual_cost_pounds + 5000, k.eligibility, k.acknowledge_days, k.answer_days, a.id FROM contract k
    JOIN LATERAL (SELECT s.id FROM staff s WHERE s.organisation_id = k.service_id AND s.role = 'admin' ORDER BY s.id LIMIT 1) a ON true`;

/** Of each contract that runs: one answered in time, one late, one withdrawn, one that waits, and one that was recorded wrongly. */
const complaints = `
  INSERT INTO complaint (contract_id, subject, complainant, received_on, recorded_by, recorded_at, struck_because, struck_by, struck_at)
  SELECT k.id, c.subject, c.complainant, c.received_on, s.id, c.received_on, c.struck, CASE WHEN c.struck IS NOT NULL THEN s.id END, CASE WHEN c.struck IS NOT NULL THEN c.received_on + 1 END
    FROM contract k JOIN LATERAL (SELECT s.id FROM staff s WHERE s.organisation_id = k.service_id AND s.role = 'supervisor' ORDER BY s.id LIMIT 1) s ON true,
    LATERAL (VALUES ('waiting', 'client', current_date - 150, NULL), ('conduct', 'around_client', current_date - 120, NULL), ('decision', 'accused', current_date - 60, NULL),
      ('personal_data', 'client', current_date - 12, NULL), ('access', 'professional', current_date - 3, NULL), ('other', 'public', current_date - 30, 'recorded_twice')) c (subject, complainant, received_on, struck)
   WHERE k.starts_on <= c.received_on AND k.ends_on >= current_date`;

const complaintSteps = `
  INSERT INTO complaint_step (complaint_id, step, on_day, outcome, recorded_by, recorded_at)
  SELECT c.id, t.step, c.received_on + t.after_days, t.outcome, c.recorded_by, c.received_on + t.after_days FROM complaint c
    JOIN (VALUES ('waiting', 'acknowledged', 2, NULL), ('waiting', 'answered', 15, 'upheld'), ('conduct', 'acknowledged', 9, NULL), ('conduct', 'answered', 31, 'partly_upheld'),
      ('decision', 'acknowledged', 4, NULL), ('decision', 'withdrawn', 10, NULL), ('personal_data', 'acknowledged', 3, NULL)) t (subject, step, after_days, outcome)
      ON t.subject = c.subject`;
