-- What waits is looked up event by event (A1; decision record 30). As one statement that joined the list to the book it was planned once for
-- a list of a thousand, and then read the whole book for every three that waited: with eight writers a third of what they wrote was lost.
SET LOCAL lock_timeout = '10s';

GRANT CREATE ON SCHEMA console TO callmissed_seal;
SET ROLE callmissed_seal;
-- What waits without its event stays: somebody removed the event, and that is to be seen. It waits for the chain five seconds at most.
CREATE OR REPLACE FUNCTION console.link_waiting() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = '' SET lock_timeout = '5s' AS $$
DECLARE
  last console.audit_link;
  e console.audit_event;
  waiting bigint;
  linked integer := 0;
BEGIN
  PERFORM 1 FROM console.audit_chain FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the row that locks the audit chain is gone' USING ERRCODE = '55P03';
  END IF;
  PERFORM set_config('callmissed.is_linking', 'yes', true);
  FOR waiting IN SELECT w.event_id FROM console.audit_waiting w ORDER BY w.event_id LOOP
    SELECT * INTO e FROM console.audit_event a WHERE a.id = waiting;
    CONTINUE WHEN NOT FOUND;
    DELETE FROM console.audit_waiting w WHERE w.event_id = waiting;
    IF linked = 0 THEN
      SELECT * INTO last FROM console.audit_link ORDER BY seq DESC LIMIT 1;
    END IF;
    linked := linked + 1;
    last.seq := coalesce(last.seq, 0) + 1;
    last.hash := console.audit_hash(coalesce(last.hash, decode(repeat('00', 32), 'hex')), last.seq, e);
    INSERT INTO console.audit_link (seq, event_id, hash) VALUES (last.seq, e.id, last.hash);
    EXIT WHEN linked = 1000;
  END LOOP;
  PERFORM set_config('callmissed.is_linking', '', true);
  RETURN linked;
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA console FROM callmissed_seal;
