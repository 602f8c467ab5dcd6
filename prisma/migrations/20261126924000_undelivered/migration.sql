-- A mail of the desk that cannot be delivered is seen by a person, and an answer that nobody got is none (G2, G3).
SET LOCAL lock_timeout = '10s';

-- The mails about one case, of which there are a few: asked whenever one of them is sent, or is not.
CREATE INDEX notice_of_case ON console.notice (((params ->> 'grievanceNumber')::int)) WHERE params ? 'grievanceNumber';

-- What was asked and answered stands, but for one thing: an answer that nobody got is taken back. Only with the case open again, and with
-- nothing else that the guard looks at; so its clock stands.
DROP TRIGGER guard_grievance ON console.grievance;
CREATE TRIGGER guard_grievance BEFORE UPDATE ON console.grievance FOR EACH ROW
  WHEN (NOT (OLD.answered_at IS NOT NULL AND NEW.answered_at IS NULL AND OLD.state <> 'open' AND NEW.state = 'open'
    AND (NEW.id, NEW.number, NEW.kind, NEW.channel, NEW.handed_in, NEW.lodged_by, NEW.received_at, NEW.answer_due_at, NEW.tenant_id,
        NEW.member_id, NEW.acknowledged_at)
      IS NOT DISTINCT FROM (OLD.id, OLD.number, OLD.kind, OLD.channel, OLD.handed_in, OLD.lodged_by, OLD.received_at, OLD.answer_due_at,
        OLD.tenant_id, OLD.member_id, OLD.acknowledged_at)))
  EXECUTE FUNCTION console.guard_grievance();
