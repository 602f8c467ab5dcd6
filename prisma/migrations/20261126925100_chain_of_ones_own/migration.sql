-- What nobody but the chain itself may lock, and events that nobody may date back (A1; decision record 30).
SET LOCAL lock_timeout = '10s';

-- An advisory lock is anybody's who may sign in: one of them, held for ever, stopped the chain. A row can be locked by those only who may
-- change it, and that is the owner of the functions below.
CREATE TABLE "console"."audit_chain" (
    "is_one" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "audit_chain_pkey" PRIMARY KEY ("is_one"),
    CONSTRAINT "audit_chain_one" CHECK ("is_one")
);
INSERT INTO console.audit_chain DEFAULT VALUES;
GRANT SELECT, UPDATE ON console.audit_chain TO callmissed_seal;

-- Since when an event waits, told by something else than the event.
ALTER TABLE "console"."audit_waiting" ADD COLUMN "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp();
CREATE TRIGGER audit_waiting_stands BEFORE UPDATE ON console.audit_waiting FOR EACH ROW EXECUTE FUNCTION console.refuse_change();

GRANT CREATE ON SCHEMA console TO callmissed_seal;
SET ROLE callmissed_seal;
-- What waits without its event stays: somebody removed the event, and that is to be seen. It waits for the chain five seconds at most.
CREATE OR REPLACE FUNCTION console.link_waiting() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = '' SET lock_timeout = '5s' AS $$
DECLARE
  last console.audit_link;
  e console.audit_event;
  linked integer := 0;
BEGIN
  PERFORM 1 FROM console.audit_chain FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the row that locks the audit chain is gone' USING ERRCODE = '55P03';
  END IF;
  PERFORM set_config('callmissed.is_linking', 'yes', true);
  FOR e IN WITH taken AS (DELETE FROM console.audit_waiting WHERE event_id IN (
        SELECT w.event_id FROM console.audit_waiting w WHERE EXISTS (SELECT 1 FROM console.audit_event a WHERE a.id = w.event_id)
        ORDER BY w.event_id LIMIT 1000) RETURNING event_id)
      SELECT a.* FROM console.audit_event a JOIN taken t ON t.event_id = a.id ORDER BY a.id LOOP
    IF linked = 0 THEN
      SELECT * INTO last FROM console.audit_link ORDER BY seq DESC LIMIT 1;
    END IF;
    linked := linked + 1;
    last.seq := coalesce(last.seq, 0) + 1;
    last.hash := console.audit_hash(coalesce(last.hash, decode(repeat('00', 32), 'hex')), last.seq, e);
    INSERT INTO console.audit_link (seq, event_id, hash) VALUES (last.seq, e.id, last.hash);
  END LOOP;
  PERFORM set_config('callmissed.is_linking', '', true);
  RETURN linked;
END $$;

CREATE OR REPLACE FUNCTION console.link_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  last console.audit_link;
  has_chain boolean := false;
BEGIN
  IF current_setting('transaction_isolation') = 'read committed' THEN
    PERFORM 1 FROM console.audit_chain FOR UPDATE SKIP LOCKED;
    has_chain := FOUND;
  END IF;
  IF NOT has_chain THEN
    INSERT INTO console.audit_waiting (event_id) VALUES (NEW.id);
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT 1 FROM console.audit_waiting) THEN
    PERFORM console.link_waiting();
  END IF;
  SELECT * INTO last FROM console.audit_link ORDER BY seq DESC LIMIT 1;
  last.seq := coalesce(last.seq, 0) + 1;
  INSERT INTO console.audit_link (seq, event_id, hash)
    VALUES (last.seq, NEW.id, console.audit_hash(coalesce(last.hash, decode(repeat('00', 32), 'hex')), last.seq, NEW));
  RETURN NULL;
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA console FROM callmissed_seal;

-- When something happened and which number it got is the database's word, whoever writes, a superuser too. Past it go only a copy of the
-- database (session_replication_role) and whoever owns the book and says that it is written as it is, as the sample data does: what
-- either of them dates back is found by the checkpoints.
CREATE OR REPLACE FUNCTION console.stamp_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE is_next boolean;
BEGIN
  IF coalesce(current_setting('callmissed.as_written', true), '') = 'yes'
      AND pg_has_role(current_user, (SELECT c.relowner FROM pg_catalog.pg_class c WHERE c.oid = TG_RELID), 'MEMBER') THEN
    RETURN NEW;
  END IF;
  NEW.at := date_trunc('milliseconds', clock_timestamp());
  BEGIN
    is_next := NEW.id = currval('console.audit_event_id_seq');
  EXCEPTION WHEN object_not_in_prerequisite_state THEN
    is_next := false;
  END;
  IF is_next IS NOT TRUE THEN
    NEW.id := nextval('console.audit_event_id_seq');
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER stamp_event ON console.audit_event;
CREATE TRIGGER stamp_event BEFORE INSERT ON console.audit_event FOR EACH ROW EXECUTE FUNCTION console.stamp_event();

-- There is one alert at a time of either kind, and it is about nothing else.
ALTER TABLE console.alert DROP CONSTRAINT alert_one_subject;
ALTER TABLE console.alert ADD CONSTRAINT alert_one_subject CHECK (num_nonnulls(request_id, hold_id, endpoint_id, refund_id, difference_id)
  = CASE WHEN kind IN ('audit_trail_bent', 'audit_trail_stalled') THEN 0 ELSE 1 END);
DROP INDEX console.alert_trail_one_open;
CREATE UNIQUE INDEX alert_trail_one_open ON console.alert (kind)
  WHERE kind IN ('audit_trail_bent', 'audit_trail_stalled') AND ended_at IS NULL;
