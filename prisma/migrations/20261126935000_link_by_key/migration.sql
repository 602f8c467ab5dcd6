-- What waits is linked many at a time, and looked up by its keys (A1; decision record 30). As one statement that joined the list to the book it
-- was planned once for a list of a thousand, and then read the whole book for every three that waited: with eight writers a third of
-- what they wrote was lost.
SET LOCAL lock_timeout = '10s';

GRANT CREATE ON SCHEMA console TO callmissed_seal;
SET ROLE callmissed_seal;
-- What waits without its event stays: somebody removed the event, and that is to be seen. It waits for the chain five seconds at most.
CREATE OR REPLACE FUNCTION console.link_waiting() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = '' SET lock_timeout = '5s' AS $$
DECLARE
  last console.audit_link;
  e console.audit_event;
  seqs bigint[] := '{}';
  ids bigint[] := '{}';
  hashes bytea[] := '{}';
  linked integer := 0;
BEGIN
  PERFORM 1 FROM console.audit_chain FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the row that locks the audit chain is gone' USING ERRCODE = '55P03';
  END IF;
  SELECT * INTO last FROM console.audit_link ORDER BY seq DESC LIMIT 1;
  -- OFFSET 0 keeps the planner from turning the look by key into a walk through the book.
  FOR e IN SELECT a.* FROM console.audit_waiting w
      CROSS JOIN LATERAL (SELECT * FROM console.audit_event x WHERE x.id = w.event_id OFFSET 0) a ORDER BY w.event_id LOOP
    linked := linked + 1;
    last.seq := coalesce(last.seq, 0) + 1;
    last.hash := console.audit_hash(coalesce(last.hash, decode(repeat('00', 32), 'hex')), last.seq, e);
    seqs[linked] := last.seq;
    ids[linked] := e.id;
    hashes[linked] := last.hash;
    EXIT WHEN linked = 1000;
  END LOOP;
  IF linked > 0 THEN
    PERFORM set_config('callmissed.is_linking', 'yes', true);
    DELETE FROM console.audit_waiting w WHERE w.event_id = ANY (ids);
    INSERT INTO console.audit_link (seq, event_id, hash) SELECT * FROM unnest(seqs, ids, hashes);
    PERFORM set_config('callmissed.is_linking', '', true);
  END IF;
  RETURN linked;
END $$;

-- While nothing waits, whoever gets the lock links its own event as it commits. Where writers met, the others only write down that theirs wait,
-- and a second later one of them links all of it at once: done by each, it cost eight busy writers a fifth of what they wrote.
CREATE OR REPLACE FUNCTION console.link_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  last console.audit_link;
  since timestamptz;
  has_chain boolean := false;
BEGIN
  IF current_setting('transaction_isolation') = 'read committed' THEN
    SELECT w.at INTO since FROM console.audit_waiting w ORDER BY w.event_id LIMIT 1;
    IF since IS NULL OR since < clock_timestamp() - interval '1 second' THEN
      PERFORM 1 FROM console.audit_chain FOR UPDATE SKIP LOCKED;
      has_chain := FOUND;
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
