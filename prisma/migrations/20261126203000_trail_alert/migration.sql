-- An alert about the audit trail is about nothing else, and there is one at a time.
SET LOCAL lock_timeout = '10s';

ALTER TABLE console.alert DROP CONSTRAINT alert_one_subject;
ALTER TABLE console.alert ADD CONSTRAINT alert_one_subject CHECK (
  num_nonnulls(request_id, hold_id, endpoint_id, refund_id, difference_id) = CASE WHEN kind = 'audit_trail_bent' THEN 0 ELSE 1 END);
CREATE UNIQUE INDEX alert_trail_one_open ON console.alert (kind) WHERE kind = 'audit_trail_bent' AND ended_at IS NULL;
