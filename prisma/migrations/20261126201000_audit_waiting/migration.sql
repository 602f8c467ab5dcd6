-- Nobody waits for the audit chain (decision record 30). Its lock is held until the commit is on the disk, so writers that queue for it
-- would commit one by one. Whoever finds it taken leaves the event here, and the next one who gets it links it.

SET LOCAL lock_timeout = '10s';

CREATE TABLE "console"."audit_waiting" (
    "event_id" BIGINT NOT NULL,

    CONSTRAINT "audit_waiting_pkey" PRIMARY KEY ("event_id")
);
GRANT SELECT ON console.audit_waiting TO callmissed_console, callmissed_purge;
GRANT SELECT, INSERT, DELETE ON console.audit_waiting TO callmissed_seal;
GRANT SELECT ON console.audit_event TO callmissed_seal;

GRANT CREATE ON SCHEMA console TO callmissed_seal;
SET ROLE callmissed_seal;
-- Links what waits, oldest number first; answers how many there were. For the worker, each minute and before a checkpoint: it takes the
-- lock of the chain. A thousand at a time, so that nobody holds it for long.
CREATE FUNCTION console.link_waiting() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = '' AS $$
DECLARE
  last console.audit_link;
  e console.audit_event;
  linked integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(7217031126);
  PERFORM set_config('callmissed.is_linking', 'yes', true);
  FOR e IN WITH taken AS (DELETE FROM console.audit_waiting
      WHERE event_id IN (SELECT w.event_id FROM console.audit_waiting w ORDER BY w.event_id LIMIT 1000) RETURNING event_id)
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
REVOKE EXECUTE ON FUNCTION console.link_waiting() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION console.link_waiting() TO callmissed_console;

-- Runs at the end of the writing transaction. One that cannot see the end of the chain (REPEATABLE READ) leaves its events as well.
CREATE OR REPLACE FUNCTION console.link_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE last console.audit_link;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' OR NOT pg_try_advisory_xact_lock(7217031126) THEN
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

-- Links come from these two functions.
CREATE OR REPLACE FUNCTION console.guard_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 AND coalesce(current_setting('callmissed.is_linking', true), '') <> 'yes' THEN
    RAISE EXCEPTION 'links are made by the database alone' USING ERRCODE = 'CM004';
  END IF;
  RETURN NULL;
END $$;
