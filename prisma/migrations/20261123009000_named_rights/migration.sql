-- Rights that nobody used are taken back, and what looks into sealed data is asked by name only.

-- Who deletes does not end what stands against deleting.
REVOKE UPDATE ON console.legal_hold FROM callmissed_purge;

-- The replay signs the book and counts nothing else.
REVOKE USAGE ON ALL SEQUENCES IN SCHEMA console FROM callmissed_replay;
GRANT USAGE ON SEQUENCE console.audit_event_id_seq TO callmissed_replay;

-- Policies ask as the role that deletes, the guard of requests as whoever moves one, the guard of holds as the owner of the tables.
SET ROLE callmissed_seal;
REVOKE ALL ON FUNCTION console.is_held(uuid, text, timestamptz), console.is_replayed(uuid), console.purges_are_stopped(),
  platform.erasable_tenant(text), platform.current_tenant() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION console.is_held(uuid, text, timestamptz), console.is_replayed(uuid), console.purges_are_stopped()
  TO callmissed_console, callmissed_purge, SESSION_USER;
GRANT EXECUTE ON FUNCTION platform.erasable_tenant(text) TO callmissed_purge;
GRANT EXECUTE ON FUNCTION platform.current_tenant() TO callmissed_platform;
RESET ROLE;

-- Who stopped purges, when and why stands; only that they go on can be written, once.
CREATE FUNCTION console.guard_purge_stop() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.stopped_at, NEW.stopped_by, NEW.because) IS DISTINCT FROM (OLD.id, OLD.stopped_at, OLD.stopped_by, OLD.because) THEN
    RAISE EXCEPTION 'what a stop said is not changed afterwards' USING ERRCODE = 'CM004';
  END IF;
  IF OLD.resumed_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'an ended stop stays ended' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_purge_stop BEFORE UPDATE ON console.purge_stop FOR EACH ROW EXECUTE FUNCTION console.guard_purge_stop();
