/** What is true of no row the demo writes, each by the query that would find it. */
export const neverTrue = {
  'tells a case out of the order of its moments': `
    SELECT a.id FROM event a JOIN event b ON b.case_id = a.case_id AND b.id > a.id AND b.at < a.at`,
  'begins a case with anything but the acceptance of its referral by a supervisor': `
    SELECT e.did FROM (SELECT DISTINCT ON (case_id) * FROM event ORDER BY case_id, id) e
    JOIN staff s ON s.id = e.actor_id LEFT JOIN referral r ON r.id = e.record_id AND r.case_id = e.case_id
    WHERE e.did <> 'referral.accepted' OR s.role <> 'supervisor' OR r.id IS NULL`,
  'tells an act without its line of history, or a line without its act': `
    SELECT * FROM (
      SELECT 'case.started' AS did, id FROM case_file UNION ALL SELECT 'case.allocated', id FROM allocation
      UNION ALL SELECT 'case.closed', id FROM case_file WHERE closed_on IS NOT NULL
      UNION ALL SELECT 'contact.attempted', id FROM contact_attempt WHERE referral_id IS NULL
      UNION ALL SELECT 'outgoing.made', id FROM outgoing
      UNION ALL SELECT 'share.made', id FROM share UNION ALL SELECT 'share_override.made', id FROM share_override
      UNION ALL SELECT CASE WHEN share_id IS NULL THEN 'panel_referral.recorded' ELSE 'panel_referral.made' END, id FROM panel_referral
      UNION ALL SELECT 'panel_action.agreed', id FROM panel_action
      UNION ALL SELECT 'panel_action.done', id FROM panel_action WHERE done_on IS NOT NULL
      UNION ALL SELECT 'related_person.recorded', id FROM related_person
      UNION ALL SELECT 'related_person.ended', id FROM related_person WHERE ended_at IS NOT NULL
      UNION ALL SELECT 'concern.raised', id FROM safeguarding_concern
      UNION ALL SELECT 'concern.followed_up', id FROM safeguarding_concern WHERE outcome IS NOT NULL
      UNION ALL SELECT 'capacity_concern.recorded', id FROM capacity_concern
      UNION ALL SELECT 'task.made', id FROM task UNION ALL SELECT 'task.done', id FROM task WHERE done_at IS NOT NULL
      UNION ALL SELECT 'task.moved', task_id FROM task_move UNION ALL SELECT 'task.taken_back', id FROM task WHERE taken_back_at IS NOT NULL
      UNION ALL SELECT 'cover.arranged', id FROM cover UNION ALL SELECT DISTINCT 'case.needs_set', case_id FROM case_need
      UNION ALL SELECT 'danger.begun', id FROM danger UNION ALL SELECT 'danger.' || step, id FROM danger_step
      UNION ALL SELECT 'danger.ended', id FROM danger WHERE ended_at IS NOT NULL
      UNION ALL SELECT CASE verdict WHEN 'one_person' THEN 'likeness.merged' ELSE 'likeness.told_apart' END, other FROM likeness
      UNION ALL SELECT 'perpetrator.looked_into', id FROM seen_before_look
      UNION ALL SELECT 'client.supported', client_id FROM first_support
      UNION ALL SELECT 'assessment.submitted', id FROM assessment
      UNION ALL SELECT 'assessment.agreed', assessment_id FROM review
      UNION ALL SELECT 'breach.recorded', id FROM breach
      UNION ALL SELECT CASE act WHEN 'apply' THEN 'order.applied_for' WHEN 'make_interim' THEN 'order.interim_made'
        WHEN 'make_full' THEN 'order.made' WHEN 'refuse' THEN 'order.refused' WHEN 'withdraw' THEN 'order.withdrawn'
        WHEN 'serve' THEN 'order.served' ELSE 'order.notified' END, order_id FROM order_step) told
    FULL JOIN (SELECT did, record_id AS id FROM event
      WHERE did NOT IN ('referral.accepted', 'note.written')) said USING (did, id)
    GROUP BY did, id HAVING count(told.*) = 0 OR count(said.*) = 0`,
  'says that anyone but a supervisor agreed an assessment': `
    SELECT e.id FROM event e JOIN staff s ON s.id = e.actor_id WHERE e.did = 'assessment.agreed' AND s.role <> 'supervisor'`,
  'leaves the allocation of a closed case open, or ends that of an open one': `
    SELECT c.id FROM case_file c JOIN allocation a ON a.case_id = c.id WHERE a.to_on IS DISTINCT FROM c.closed_on`,
  'sets a review at another day than the cadence of the last assessment': `
    SELECT c.id FROM case_file c
    LEFT JOIN LATERAL (SELECT * FROM assessment WHERE case_id = c.id ORDER BY submitted_at DESC LIMIT 1) a ON true
    WHERE c.closed_on IS NULL AND (c.risk_band IS DISTINCT FROM a.final_band OR c.review_due_on IS DISTINCT FROM
      a.submitted_on + CASE a.final_band WHEN 'high' THEN 14 WHEN 'medium' THEN 28 ELSE 56 END)`,
  'leaves a review overdue for longer than a few days': `
    SELECT id FROM case_file WHERE review_due_on < date '2026-03-03' - 9`,
  'rings, texts or leaves a voicemail on a phone that was not safe to use then': `
    SELECT t.id FROM contact_attempt t JOIN case_file c ON c.id = t.case_id JOIN contact_method m ON m.client_id = c.client_id AND m.channel = 'phone'
    WHERE t.channel <> 'in_person' AND NOT (m.safe = 'yes' AND m.device_watched = 'no' AND m.verified_on <= t.at::date
      AND (m.recheck_on IS NULL OR m.recheck_on > t.at::date) AND m.safe_minutes @>
        (extract(isodow FROM t.at AT TIME ZONE 'Europe/London') * 1440 - 1440 + extract(hour FROM t.at AT TIME ZONE 'Europe/London') * 60)::int)
      OR t.outcome = 'voicemail_left' AND m.voicemail_safe <> 'yes'`,
  'supports a client who refused it, or closes their case for another reason': `
    SELECT c.id FROM case_file c JOIN consent k USING (client_id) LEFT JOIN first_support f ON f.case_id = c.id
    WHERE k.purpose = 'support' AND k.value = 'refused'
      AND (f.case_id IS NOT NULL OR c.closure_reason <> 'declined_after_contact')`,
  'has a breach of notification where it was given in time': `
    SELECT b.id FROM breach b JOIN protection_order o ON o.id = b.order_id WHERE b.of_notification
      AND NOT (o.notification_due_on < b.occurred_on AND (o.notified_on IS NULL OR o.notified_on > o.notification_due_on))`,
  'has a possible breach of an order whose terms are held': `
    SELECT b.id FROM breach b JOIN order_term t USING (order_id) WHERE b.state = 'possible'`,
  'has a repeat less than one day or more than ten after the referral it repeats': `
    SELECT r.id FROM referral r JOIN referral f ON f.id = r.duplicate_of
    WHERE r.received_at::date - f.received_at::date NOT BETWEEN 1 AND 10`,
  'calls a referral to a panel a repeat that is none, or misses one': `
    SELECT r.id FROM panel_referral r WHERE r.repeat_said <> CASE WHEN EXISTS (SELECT FROM panel_referral l
      WHERE l.case_id = r.case_id AND l.referred_on <= r.incident_on AND r.incident_on <= l.referred_on + interval '12 months')
      THEN 'yes' ELSE 'no' END`,
  'gives a referral or a case a reference of another year than its own': `
    SELECT reference FROM referral WHERE reference NOT LIKE to_char(recorded_at, '"RF-"YYYY"-%"')
    UNION ALL SELECT reference FROM case_file WHERE reference NOT LIKE to_char(opened_at, '"SA-"YYYY"-%"')`,
} as const;

/** What comes about as often as it should. */
export const shares = {
  'open cases overdue for review, about one in six': {
    query: `SELECT avg((review_due_on < date '2026-03-03')::int) AS share FROM case_file WHERE review_due_on IS NOT NULL`,
    between: [0.05, 0.3],
  },
  'phones that are safe and not watched, three in four': {
    query: `SELECT avg((safe = 'yes' AND device_watched = 'no')::int) AS share FROM contact_method WHERE channel = 'phone'`,
    between: [0.7, 0.8],
  },
  'a client in the middle, of about 32': {
    query: `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY age_at_referral) AS share FROM case_file`,
    between: [29, 36],
  },
  'clients under 20': {
    query: `SELECT avg((age_at_referral < 20)::int) AS share FROM referral`,
    between: [0.08, 0.2],
  },
  'clients over 65': {
    query: `SELECT avg((age_at_referral > 65)::int) AS share FROM referral`,
    between: [0.01, 0.06],
  },
} as const;
