-- The visitors' book is chained by the database itself (A1; decision record 30): every event gets a link whose hash covers the link
-- before it and every column of the event. server/audit/link-hash.ts computes the same.

SET LOCAL lock_timeout = '10s';

-- The form that is hashed: nine lines, joined by line feeds; what is null is an empty one. Only `type` could hold a line feed, so no two
-- events have the same form.
CREATE FUNCTION console.audit_hash(previous bytea, seq bigint, e console.audit_event) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(previous || convert_to(
    seq::text || E'\n' || e.id::text || E'\n' || (extract(epoch FROM e.at) * 1000)::bigint::text || E'\n' || e.type || E'\n'
    || e.actor_kind::text || E'\n' || coalesce(e.actor_id::text, '') || E'\n' || coalesce(e.tenant_id::text, '') || E'\n'
    || coalesce(e.request_id::text, '') || E'\n' || e.payload::text, 'UTF8'))
$$;

-- When something happened is the database's word, whatever a role of ours says.
CREATE FUNCTION console.stamp_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.at := date_trunc('milliseconds', clock_timestamp());
  RETURN NEW;
END $$;
CREATE TRIGGER stamp_event BEFORE INSERT ON console.audit_event FOR EACH ROW
  WHEN (starts_with(current_user::text, 'callmissed_')) EXECUTE FUNCTION console.stamp_event();

-- Runs at the end of the writing transaction, so that the one lock that everybody wants is the last one it takes and is held for the
-- commit only. A transaction that still sees an older end of the chain (REPEATABLE READ) fails with 40001 and may be repeated:
-- the number of a link is given once.
GRANT CREATE ON SCHEMA console TO callmissed_seal;
GRANT SELECT, INSERT ON console.audit_link TO callmissed_seal;
SET ROLE callmissed_seal;
CREATE FUNCTION console.link_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE last console.audit_link;
BEGIN
  PERFORM pg_advisory_xact_lock(7217031126);
  SELECT * INTO last FROM console.audit_link ORDER BY seq DESC LIMIT 1;
  last.seq := coalesce(last.seq, 0) + 1;
  INSERT INTO console.audit_link (seq, event_id, hash)
    VALUES (last.seq, NEW.id, console.audit_hash(coalesce(last.hash, decode(repeat('00', 32), 'hex')), last.seq, NEW))
    ON CONFLICT (seq) DO NOTHING;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the audit chain has moved on' USING ERRCODE = '40001';
  END IF;
  RETURN NULL;
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA console FROM callmissed_seal;
CREATE CONSTRAINT TRIGGER link_event AFTER INSERT ON console.audit_event DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION console.link_event();

-- What was written before there was a chain, in the order of its numbers. Nobody writes meanwhile: the trigger above has the table's lock.
DO $$
DECLARE
  e console.audit_event;
  n bigint := 0;
  h bytea := decode(repeat('00', 32), 'hex');
BEGIN
  FOR e IN SELECT * FROM console.audit_event ORDER BY id LOOP
    n := n + 1;
    h := console.audit_hash(h, n, e);
    INSERT INTO console.audit_link (seq, event_id, hash) VALUES (n, e.id, h);
  END LOOP;
END $$;

-- From here on links come from the trigger above and from nowhere else, and none is changed.
CREATE FUNCTION console.guard_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'links are made by the database alone' USING ERRCODE = 'CM004';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_link BEFORE INSERT ON console.audit_link FOR EACH STATEMENT EXECUTE FUNCTION console.guard_link();
CREATE TRIGGER audit_link_stands BEFORE UPDATE OR DELETE ON console.audit_link FOR EACH ROW EXECUTE FUNCTION console.refuse_change();
CREATE TRIGGER audit_link_stays BEFORE TRUNCATE ON console.audit_link FOR EACH STATEMENT EXECUTE FUNCTION console.refuse_change();
