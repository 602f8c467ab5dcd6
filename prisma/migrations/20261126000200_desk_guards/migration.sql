-- What the database insists on about the officer's desk, whatever the code above it believes. Roles of operators and the audit chain
-- have migrations of their own.

SET LOCAL lock_timeout = '10s';

-- A case that came by mail or by hand finds its tenant later, once. A closed one is only opened again. What was promised stands (G2).
CREATE OR REPLACE FUNCTION console.guard_grievance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.number, NEW.kind, NEW.channel, NEW.handed_in, NEW.lodged_by, NEW.received_at, NEW.answer_due_at)
        IS DISTINCT FROM (OLD.id, OLD.number, OLD.kind, OLD.channel, OLD.handed_in, OLD.lodged_by, OLD.received_at, OLD.answer_due_at)
      OR (OLD.tenant_id IS NOT NULL AND (NEW.tenant_id, NEW.member_id) IS DISTINCT FROM (OLD.tenant_id, OLD.member_id))
      OR (OLD.state = 'closed' AND NEW.state = 'answered')
      OR (OLD.answered_at IS NOT NULL AND NEW.answered_at IS DISTINCT FROM OLD.answered_at)
      OR (OLD.acknowledged_at IS NOT NULL AND NEW.acknowledged_at IS DISTINCT FROM OLD.acknowledged_at) THEN
    RAISE EXCEPTION 'what was asked, and its clock, stand' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
ALTER TABLE console.grievance
  ADD CONSTRAINT grievance_decided CHECK ((outcome IS NULL) = (decided_at IS NULL) AND (outcome IS NULL) = (decided_by IS NULL)),
  ADD CONSTRAINT grievance_handed_in CHECK (handed_in IN ('telephone', 'paper', 'in_person') AND channel = 'operator' AND lodged_by IS NOT NULL OR handed_in IS NULL),
  ADD CONSTRAINT grievance_merged CHECK (merged_into_id IS NULL OR (merged_into_id <> id AND state = 'closed')),
  ADD CONSTRAINT grievance_answered CHECK (state <> 'answered' OR answered_at IS NOT NULL);

-- What people and officers wrote stands; only whose it is may be found later, with its case.
CREATE FUNCTION console.guard_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.tenant_id IS NOT NULL OR to_jsonb(NEW) - 'tenant_id' IS DISTINCT FROM to_jsonb(OLD) - 'tenant_id' THEN
    RAISE EXCEPTION 'what was written stands' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER refuse_change ON console.grievance_message;
DROP TRIGGER refuse_change ON console.grievance_attachment;
CREATE TRIGGER guard_words BEFORE UPDATE ON console.grievance_message FOR EACH ROW EXECUTE FUNCTION console.guard_words();
CREATE TRIGGER guard_words BEFORE UPDATE ON console.grievance_attachment FOR EACH ROW EXECUTE FUNCTION console.guard_words();
CREATE TRIGGER guard_words BEFORE UPDATE ON console.grievance_note FOR EACH ROW EXECUTE FUNCTION console.guard_words();
CREATE TRIGGER refuse_change BEFORE UPDATE ON console.grievance_escalation FOR EACH ROW EXECUTE FUNCTION console.refuse_change();

-- Orders (G4): what was ordered stands, an end stays one, and nobody carries out what they ordered.
ALTER TABLE console.grievance_order
  ADD CONSTRAINT grievance_order_ended CHECK ((state = 'open') = (ended_at IS NULL) AND (ended_at IS NULL) = (ended_because IS NULL)),
  ADD CONSTRAINT grievance_order_taken CHECK ((taken_at IS NULL) = (taken_by IS NULL)),
  ADD CONSTRAINT grievance_order_somebody_else CHECK (taken_by <> ordered_by AND (state NOT IN ('done', 'declined') OR ended_by IS NULL OR ended_by <> ordered_by)),
  ADD CONSTRAINT grievance_order_about CHECK (num_nonnulls(request_id, refund_id, tenant_id) > 0);
CREATE FUNCTION console.guard_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL OR to_jsonb(NEW) - '{state,hold_id,taken_by,taken_at,ended_at,ended_by,ended_because}'::text[]
      IS DISTINCT FROM to_jsonb(OLD) - '{state,hold_id,taken_by,taken_at,ended_at,ended_by,ended_because}'::text[] THEN
    RAISE EXCEPTION 'what was ordered stands, and so does how it ended' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_order BEFORE UPDATE ON console.grievance_order FOR EACH ROW EXECUTE FUNCTION console.guard_order();

-- Orders of courts cover what is new (COVERED_SINCE in the inventory).
GRANT CREATE ON SCHEMA console TO callmissed_seal;
SET ROLE callmissed_seal;
CREATE OR REPLACE FUNCTION console.is_held(tenant uuid, class text, at timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM console.legal_hold h WHERE h.tenant_id = tenant AND ('everything' = ANY (h.scope) OR class = ANY (h.held_classes)
      OR ('payments' = ANY (h.scope) AND class IN ('gateway_event', 'refund_difference', 'credit_note', 'refund'))
      OR ('account' = ANY (h.scope) AND class IN ('data_export', 'team_warning', 'consent', 'owner_session'))
      -- Objects, key and tenant for the files of grievances: their bytes, and what keeps those readable.
      OR ('correspondence' = ANY (h.scope) AND class IN ('grievance_attachment', 'grievance_message', 'grievance_note', 'grievance_person',
        'owner_code', 'objects_rest', 'tenant_key', 'tenant')))
    AND (h.released_at IS NULL OR (h.released_at > at - interval '48 hours' AND EXISTS (
      SELECT 1 FROM console.deactivation d WHERE d.tenant_id = tenant AND d.ended_at IS NULL AND d.purge_due_at <= h.released_at))))
$$;
RESET ROLE;
REVOKE CREATE ON SCHEMA console FROM callmissed_seal;
CREATE TRIGGER hold_delete AFTER DELETE ON console.grievance_note REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION console.guard_hold('o.tenant_id', 'grievance_note');
CREATE TRIGGER hold_delete AFTER DELETE ON console.grievance_person REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION console.guard_hold('o.tenant_id', 'grievance_person');

-- Who may write what.
GRANT SELECT ON ALL TABLES IN SCHEMA console TO callmissed_console, callmissed_purge;
GRANT INSERT ON console.grievance_person, console.grievance_note, console.grievance_escalation, console.grievance_order TO callmissed_console;
GRANT UPDATE (tenant_id) ON console.grievance_message, console.grievance_attachment, console.grievance_note TO callmissed_console;
GRANT UPDATE ON console.grievance_person TO callmissed_console;
GRANT UPDATE (state, hold_id, taken_by, taken_at, ended_at, ended_by, ended_because) ON console.grievance_order TO callmissed_console;
GRANT DELETE ON console.grievance_person, console.grievance_note TO callmissed_purge;
