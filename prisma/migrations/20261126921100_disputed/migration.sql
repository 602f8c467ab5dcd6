-- An alert can be about a case of the desk.
SET LOCAL lock_timeout = '10s';

ALTER TABLE "console"."alert" ADD COLUMN     "grievance_id" UUID;

DROP INDEX console.alert_one_open;
CREATE UNIQUE INDEX alert_one_open ON console.alert (kind, coalesce(request_id, hold_id, endpoint_id, refund_id, difference_id, grievance_id)) WHERE ended_at IS NULL;
ALTER TABLE console.alert DROP CONSTRAINT alert_one_subject;
ALTER TABLE console.alert ADD CONSTRAINT alert_one_subject CHECK (
  num_nonnulls(request_id, hold_id, endpoint_id, refund_id, difference_id, grievance_id) = CASE WHEN kind = 'audit_trail_bent' THEN 0 ELSE 1 END);
