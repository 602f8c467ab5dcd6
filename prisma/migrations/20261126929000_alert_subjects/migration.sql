-- What an alert can be about, said once for all kinds: nothing for the audit trail's own, and exactly one thing for any other.
SET LOCAL lock_timeout = '10s';

ALTER TABLE console.alert DROP CONSTRAINT alert_one_subject;
ALTER TABLE console.alert ADD CONSTRAINT alert_one_subject CHECK (
  num_nonnulls(request_id, hold_id, endpoint_id, refund_id, difference_id, grievance_id)
    = CASE WHEN kind::text IN ('audit_trail_bent', 'audit_trail_stalled') THEN 0 ELSE 1 END);
