-- Orders of the grievance officer (G4): what is ordered once is not ordered twice, and a pause binds whoever writes to the database.

SET LOCAL lock_timeout = '10s';

-- One open order of a kind about one thing: the second officer is refused by the index, not by a look beforehand.
CREATE UNIQUE INDEX grievance_order_one_open ON console.grievance_order (kind, COALESCE(hold_id, refund_id, request_id, tenant_id)) WHERE state = 'open';

-- What each kind is about.
ALTER TABLE console.grievance_order
  ADD CONSTRAINT grievance_order_subject CHECK (CASE kind
    WHEN 'pause_act' THEN num_nonnulls(request_id, refund_id) = 1 AND hold_id IS NULL
    WHEN 'review_refund' THEN refund_id IS NOT NULL AND request_id IS NULL AND hold_id IS NULL
    WHEN 'reactivate' THEN request_id IS NOT NULL AND tenant_id IS NOT NULL AND refund_id IS NULL AND hold_id IS NULL
    WHEN 'place_hold' THEN tenant_id IS NOT NULL AND num_nonnulls(request_id, refund_id) = 0
  END);

-- While a pause is in force (7 days at most) none of our people deactivates; the owner's own act has nobody of ours in it.
CREATE FUNCTION console.guard_pause() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.deactivated_by IS NOT NULL AND EXISTS (SELECT 1 FROM console.grievance_order o
      WHERE o.request_id = NEW.request_id AND o.kind = 'pause_act' AND o.state = 'open' AND o.ordered_at > NEW.deactivated_at - interval '168 hours') THEN
    RAISE EXCEPTION 'the grievance officer ordered a pause' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_pause BEFORE INSERT ON console.deactivation FOR EACH ROW EXECUTE FUNCTION console.guard_pause();

-- Ended orders, newest first: the only list that walks what is over, which grows for ever.
CREATE INDEX grievance_order_newest_ended ON console.grievance_order (ended_at DESC, id DESC) WHERE state <> 'open';
