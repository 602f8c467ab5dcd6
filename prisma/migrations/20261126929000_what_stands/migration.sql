-- What stands of a case, in one place: what it is and whose until something came of it, and its first answer until nobody got it.
CREATE OR REPLACE FUNCTION console.guard_grievance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.number, NEW.channel, NEW.handed_in, NEW.lodged_by, NEW.received_at, NEW.answer_due_at)
        IS DISTINCT FROM (OLD.id, OLD.number, OLD.channel, OLD.handed_in, OLD.lodged_by, OLD.received_at, OLD.answer_due_at)
      OR (OLD.state = 'closed' AND NEW.state = 'answered')
      OR (OLD.answered_at IS NOT NULL AND NEW.answered_at IS DISTINCT FROM OLD.answered_at
        AND NOT (NEW.answered_at IS NULL AND NEW.state = 'open' AND OLD.state <> 'open'))
      OR (OLD.acknowledged_at IS NOT NULL AND NEW.acknowledged_at IS DISTINCT FROM OLD.acknowledged_at) THEN
    RAISE EXCEPTION 'what was asked, and its clock, stand' USING ERRCODE = 'CM004';
  END IF;
  -- What it is and whose it is can be put right while nothing came of it: no answer, and no correction. Whoever asked on their own pages is who they are.
  IF NEW.kind IS DISTINCT FROM OLD.kind OR (OLD.tenant_id IS NOT NULL AND (NEW.tenant_id, NEW.member_id) IS DISTINCT FROM (OLD.tenant_id, OLD.member_id)) THEN
    IF OLD.state <> 'open' OR OLD.answered_at IS NOT NULL
        OR EXISTS (SELECT 1 FROM console.grievance_message m
          WHERE m.grievance_id = OLD.id AND m.author = 'system' AND m.correction_field IS NOT NULL AND NOT m.is_asked)
        OR (OLD.channel = 'dashboard' AND (NEW.tenant_id, NEW.member_id) IS DISTINCT FROM (OLD.tenant_id, OLD.member_id))
        OR (NEW.tenant_id IS DISTINCT FROM OLD.tenant_id AND OLD.tenant_id IS NOT NULL AND (NEW.tenant_id IS NULL
          OR EXISTS (SELECT 1 FROM console.grievance_message m WHERE m.grievance_id = OLD.id AND m.author = 'officer'))) THEN
      RAISE EXCEPTION 'what was asked, and whose it is, stand' USING ERRCODE = 'CM004';
    END IF;
  END IF;
  RETURN NEW;
END $$;
