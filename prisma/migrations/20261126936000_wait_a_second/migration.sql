-- Where writers meet, each session remembers for the rest of the second that its events wait, and no longer asks with each of them whether
-- something waits: that question was half of what the chain cost eight busy writers (A1; decision record 30). What a session remembers is its
-- own and makes only its own events wait, which the worker links within the minute whatever it says.
SET LOCAL lock_timeout = '10s';

GRANT CREATE ON SCHEMA console TO callmissed_seal;
SET ROLE callmissed_seal;
CREATE OR REPLACE FUNCTION console.link_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  last console.audit_link;
  waits_until text := current_setting('callmissed.waits_until', true);
  since timestamptz;
  has_chain boolean := false;
BEGIN
  IF waits_until <> '' AND extract(epoch FROM clock_timestamp()) < waits_until::numeric THEN
    INSERT INTO console.audit_waiting (event_id) VALUES (NEW.id);
    RETURN NULL;
  END IF;
  IF current_setting('transaction_isolation') = 'read committed' THEN
    SELECT w.at INTO since FROM console.audit_waiting w ORDER BY w.event_id LIMIT 1;
    IF since IS NULL OR since < clock_timestamp() - interval '1 second' THEN
      PERFORM 1 FROM console.audit_chain FOR UPDATE SKIP LOCKED;
      has_chain := FOUND;
    ELSE
      PERFORM set_config('callmissed.waits_until', extract(epoch FROM least(since, clock_timestamp()) + interval '1 second')::text, false);
    END IF;
  END IF;
  IF NOT has_chain THEN
    INSERT INTO console.audit_waiting (event_id) VALUES (NEW.id);
    RETURN NULL;
  END IF;
  IF since IS NOT NULL THEN
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
