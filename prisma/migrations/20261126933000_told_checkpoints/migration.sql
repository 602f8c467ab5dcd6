-- What the book may say of signing, and numbers that nobody may keep for later (A1; decision record 30).
SET LOCAL lock_timeout = '10s';

-- A checkpoint signs a link that is there. An invented one of later on made everything between seem to be signed.
CREATE FUNCTION console.guard_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.payload::text !~ '^\{"seq": \d{1,16}\}$'
      OR (NEW.payload ->> 'seq')::bigint > coalesce((SELECT max(l.seq) FROM console.audit_link l), 0) THEN
    RAISE EXCEPTION 'a checkpoint signs a link that is there' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_told BEFORE INSERT ON console.audit_event FOR EACH ROW
  WHEN (NEW.type = 'audit.checkpointed') EXECUTE FUNCTION console.guard_told();

-- As before, but for the number: it is drawn as the event is written, also where the statement brings one that the counter has given out.
-- One that was drawn an hour earlier made its event look inserted and dated back. Every event uses up two numbers so; nothing counts them.
CREATE OR REPLACE FUNCTION console.stamp_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('callmissed.as_written', true), '') = 'yes'
      AND pg_has_role(current_user, (SELECT c.relowner FROM pg_catalog.pg_class c WHERE c.oid = TG_RELID), 'MEMBER') THEN
    RETURN NEW;
  END IF;
  NEW.at := date_trunc('milliseconds', clock_timestamp());
  NEW.id := nextval('console.audit_event_id_seq');
  RETURN NEW;
END $$;
