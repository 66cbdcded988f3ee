/**
 * Messages that went too late to be sent, could not be, or may not have been, of the open cases whoever asks may see, since when
 * nothing was sent to the client and nobody tried to reach them: the client waits for word. One that somebody stopped, or that
 * stopped being safe, is not among them. A question without an order, for whatever list asks it.
 */
export const notSent = `SELECT o.id, o.case_id, c.reference, c.risk_band, o.kind, o.state, o.use_at, o.ended_at
  FROM outgoing o JOIN case_file c ON c.id = o.case_id
 WHERE (o.state IN ('failed', 'unclear') OR o.stopped_because = 'too_late') AND c.closed_on IS NULL
   AND NOT EXISTS (SELECT FROM outgoing l WHERE l.case_id = o.case_id AND l.state = 'sent' AND l.released_at > o.ended_at)
   AND NOT EXISTS (SELECT FROM contact_attempt a WHERE a.case_id = o.case_id AND a.at > o.ended_at)`;
