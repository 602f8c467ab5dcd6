-- What the database insists on about holds by class, the kill switch, the replay after a restore, and the proofs of a purge.

DO $$
BEGIN
  BEGIN
    CREATE ROLE callmissed_replay NOLOGIN;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  IF NOT pg_has_role(current_user, 'callmissed_replay', 'SET') THEN
    GRANT callmissed_replay TO CURRENT_USER WITH SET TRUE, INHERIT FALSE;
  END IF;
END $$;

-- Holds (H1 to H3). One person places, another agrees; one asks for the release, another gives it.
ALTER TABLE console.legal_hold DROP CONSTRAINT legal_hold_two_people, DROP CONSTRAINT legal_hold_release;
ALTER TABLE console.legal_hold
  ADD CONSTRAINT legal_hold_has_scope CHECK (cardinality(scope) > 0 AND ('everything' = ANY (scope) OR cardinality(held_classes) > 0)),
  ADD CONSTRAINT legal_hold_agreed CHECK ((agreed_at IS NULL) = (agreed_by IS NULL) AND agreed_by <> placed_by),
  ADD CONSTRAINT legal_hold_release_asked CHECK ((release_asked_at IS NULL) = (release_asked_by IS NULL)),
  ADD CONSTRAINT legal_hold_ends CHECK ((released_at IS NULL) = (ended_because IS NULL)),
  -- A release takes two people; a lapse and a refusal of what nobody had agreed to yet do not.
  ADD CONSTRAINT legal_hold_released_by_two CHECK (ended_because IS DISTINCT FROM 'released'
    OR (agreed_at IS NOT NULL AND release_asked_by IS NOT NULL AND released_by IS NOT NULL AND released_by <> release_asked_by)),
  ADD CONSTRAINT legal_hold_lapses CHECK (lapses_at = placed_at + interval '48 hours' AND (ended_because IS DISTINCT FROM 'lapsed' OR agreed_at IS NULL));
-- The review list is read by date; the officer's page by the newest.
CREATE INDEX legal_hold_review ON console.legal_hold (review_on, id) WHERE released_at IS NULL;
CREATE INDEX legal_hold_placed_at_id_idx ON console.legal_hold (placed_at DESC, id DESC);

-- What an order said stands; only its end can be written, once.
CREATE FUNCTION console.guard_legal_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.tenant_id, NEW.authority, NEW.reference, NEW.scope, NEW.held_classes, NEW.placed_at, NEW.placed_by)
      IS DISTINCT FROM (OLD.tenant_id, OLD.authority, OLD.reference, OLD.scope, OLD.held_classes, OLD.placed_at, OLD.placed_by) THEN
    RAISE EXCEPTION 'what an order said is not changed afterwards' USING ERRCODE = 'CM004';
  END IF;
  IF OLD.released_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'an ended hold stays ended' USING ERRCODE = 'CM004';
  END IF;
  IF OLD.agreed_at IS NOT NULL AND (NEW.agreed_at, NEW.agreed_by) IS DISTINCT FROM (OLD.agreed_at, OLD.agreed_by) THEN
    RAISE EXCEPTION 'an agreement stands' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_legal_hold BEFORE UPDATE ON console.legal_hold FOR EACH ROW EXECUTE FUNCTION console.guard_legal_hold();

-- May anything of this class of the tenant's data be deleted at this instant? A hold that ended after the data was due
-- still holds for 48 hours: the owner is told afresh first (H3). server/legal-hold/hold.ts holds the same rule; a test compares them.
CREATE FUNCTION console.is_held(tenant uuid, class text, at timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM console.legal_hold h WHERE h.tenant_id = tenant AND ('everything' = ANY (h.scope) OR class = ANY (h.held_classes))
    AND (h.released_at IS NULL OR (h.released_at > at - interval '48 hours' AND EXISTS (
      SELECT 1 FROM console.deactivation d WHERE d.tenant_id = tenant AND d.ended_at IS NULL AND d.purge_due_at <= h.released_at))))
$$;

-- Is this tenant being erased again after a restore? Only a hold younger than the first erasure could stand against it.
CREATE FUNCTION console.is_replayed(tenant uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM console.erasure_replay e WHERE e.tenant_id = tenant AND e.finished_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM console.legal_hold h WHERE h.tenant_id = tenant AND h.released_at IS NULL AND h.placed_at > e.erased_at))
$$;

-- The kill switch.
ALTER TABLE console.purge_stop
  ADD CONSTRAINT purge_stop_resumed CHECK ((resumed_at IS NULL) = (resumed_by IS NULL)),
  ADD CONSTRAINT purge_stop_two_people CHECK (resumed_by <> stopped_by);
CREATE UNIQUE INDEX purge_stop_one_open ON console.purge_stop ((true)) WHERE resumed_at IS NULL;
CREATE FUNCTION console.purges_are_stopped() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$ SELECT EXISTS (SELECT 1 FROM console.purge_stop WHERE resumed_at IS NULL) $$;

GRANT CREATE ON SCHEMA console, platform TO callmissed_seal;
ALTER FUNCTION console.is_held(uuid, text, timestamptz) OWNER TO callmissed_seal;
ALTER FUNCTION console.is_replayed(uuid) OWNER TO callmissed_seal;
ALTER FUNCTION console.purges_are_stopped() OWNER TO callmissed_seal;

-- Deleting, table by table: a purge past the point of no return without a hold on this class and with the switch closed, or a replay.
CREATE FUNCTION platform.erasable_tenant(class text) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT s.id FROM (SELECT nullif(current_setting('callmissed.purging_tenant', true), '')::uuid AS id) s
  WHERE console.is_replayed(s.id) OR (NOT console.purges_are_stopped() AND NOT console.is_held(s.id, class, clock_timestamp()) AND EXISTS (
    SELECT 1 FROM console.deactivation d JOIN console.deletion_request r ON r.id = d.request_id AND r.tenant_id = d.tenant_id
    WHERE d.tenant_id = s.id AND d.ended_at IS NULL AND d.purge_due_at <= clock_timestamp() AND r.state = 'purging'))
$$;

CREATE FUNCTION platform.assert_unsealed(tenant uuid, operation text, actor name, class text) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE request_state text;
BEGIN
  PERFORM 1 FROM platform.tenant t WHERE t.id = tenant FOR KEY SHARE;
  IF operation = 'DELETE' AND actor = 'callmissed_purge' AND console.is_replayed(tenant) THEN RETURN; END IF;
  SELECT r.state INTO request_state FROM console.deactivation d JOIN console.deletion_request r ON r.id = d.request_id
    WHERE d.tenant_id = tenant AND d.ended_at IS NULL;
  IF NOT FOUND THEN
    -- Nothing is open: the tenant is active, and the purge's role has no business with it at all.
    IF actor = 'callmissed_purge' THEN RAISE EXCEPTION 'only a deactivated tenant is purged' USING ERRCODE = 'CM001'; END IF;
    RETURN;
  END IF;
  IF operation = 'DELETE' AND actor = 'callmissed_purge' AND request_state = 'purging' THEN
    IF console.purges_are_stopped() THEN RAISE EXCEPTION 'purges are stopped' USING ERRCODE = 'CM005'; END IF;
    IF NOT console.is_held(tenant, class, clock_timestamp()) THEN RETURN; END IF;
    RAISE EXCEPTION 'tenant is under legal hold: nothing of % may be deleted', class USING ERRCODE = 'CM002';
  END IF;
  RAISE EXCEPTION 'tenant is sealed: % refused', operation USING ERRCODE = 'CM001';
END $$;
ALTER FUNCTION platform.erasable_tenant(text) OWNER TO callmissed_seal;
ALTER FUNCTION platform.assert_unsealed(uuid, text, name, text) OWNER TO callmissed_seal;
REVOKE ALL ON FUNCTION platform.assert_unsealed(uuid, text, name, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.assert_unsealed(uuid, text, name, text) TO callmissed_console, callmissed_purge, callmissed_platform;
REVOKE CREATE ON SCHEMA console, platform FROM callmissed_seal;
GRANT SELECT ON console.erasure_replay, console.purge_stop TO callmissed_seal;
GRANT USAGE ON SCHEMA console TO callmissed_replay;

CREATE OR REPLACE FUNCTION platform.guard_seal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE tenant uuid;
BEGIN
  -- Above READ COMMITTED the check below would look at an old snapshot and miss a seal that has just closed.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'tenant data is written at READ COMMITTED only' USING ERRCODE = 'CM003';
  END IF;
  IF TG_OP <> 'INSERT' THEN
    FOR tenant IN EXECUTE format('SELECT DISTINCT %I FROM old_rows', TG_ARGV[0]) LOOP
      PERFORM platform.assert_unsealed(tenant, TG_OP, current_user, TG_TABLE_NAME::text);
    END LOOP;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    FOR tenant IN EXECUTE format('SELECT DISTINCT %I FROM new_rows', TG_ARGV[0]) LOOP
      PERFORM platform.assert_unsealed(tenant, TG_OP, current_user, TG_TABLE_NAME::text);
    END LOOP;
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'platform' AND c.relkind = 'r' LOOP
    EXECUTE format('DROP POLICY purge_deletes ON platform.%I', name);
    EXECUTE format('CREATE POLICY purge_deletes ON platform.%I FOR DELETE TO callmissed_purge USING (%I = (SELECT platform.erasable_tenant(%L)))',
      name, CASE WHEN name = 'tenant' THEN 'id' ELSE 'tenant_id' END, name);
  END LOOP;
END $$;
DROP FUNCTION platform.purging_tenant();
DROP FUNCTION platform.assert_unsealed(uuid, text, name);

-- What the console knows about a tenant is deleted under the same holds: letters, codes, notices, fingerprints.
CREATE FUNCTION console.guard_hold() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE tenant uuid;
BEGIN
  FOR tenant IN EXECUTE format('SELECT DISTINCT %s FROM old_rows o', TG_ARGV[0]) LOOP
    IF tenant IS NOT NULL AND console.is_held(tenant, TG_ARGV[1], clock_timestamp()) AND NOT console.is_replayed(tenant) THEN
      RAISE EXCEPTION 'tenant is under legal hold: nothing of % may be deleted', TG_ARGV[1] USING ERRCODE = 'CM002';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER hold_delete AFTER DELETE ON console.inbound_mail REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION console.guard_hold('o.about_tenant_id', 'letter');
CREATE TRIGGER hold_delete AFTER DELETE ON console.confirmation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION console.guard_hold('o.tenant_id', 'confirmation');
CREATE TRIGGER hold_delete AFTER DELETE ON console.notice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION console.guard_hold('o.tenant_id', 'notice');
CREATE TRIGGER hold_delete AFTER DELETE ON console.seal_digest REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION console.guard_hold('(SELECT d.tenant_id FROM console.deactivation d WHERE d.id = o.deactivation_id)', 'seal_digest');

CREATE OR REPLACE FUNCTION console.guard_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.tenant_id IS DISTINCT FROM OLD.tenant_id THEN
    RAISE EXCEPTION 'a request stays about its tenant' USING ERRCODE = 'CM004';
  END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NOT EXISTS (SELECT 1 FROM console.request_moves() m WHERE m.from_state = OLD.state::text AND m.to_state = NEW.state::text) THEN
    RAISE EXCEPTION 'a request does not move from % to %', OLD.state, NEW.state USING ERRCODE = 'CM004';
  END IF;
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'a move raises the version by one' USING ERRCODE = 'CM004';
  END IF;
  -- The point of no return (L7): the window is over, and no order covers everything. An order over some classes lets the
  -- others go on time; the deleting statements themselves are refused class by class.
  IF NEW.state = 'purging' AND NOT console.is_replayed(NEW.tenant_id) AND NOT EXISTS (SELECT 1 FROM console.deactivation d
      WHERE d.request_id = NEW.id AND d.ended_at IS NULL AND d.purge_due_at <= clock_timestamp()
        AND NOT console.is_held(d.tenant_id, 'everything', clock_timestamp()) AND NOT console.purges_are_stopped()) THEN
    RAISE EXCEPTION 'a purge begins only after the window, without a hold over everything, and while purges are not stopped' USING ERRCODE = 'CM004';
  END IF;
  -- "Purged" is a proven word (P4): recounted, certified, and in the ledger.
  IF NEW.state = 'purged' AND (NOT EXISTS (SELECT 1 FROM console.purge_run p WHERE p.request_id = NEW.id AND p.verified_at IS NOT NULL)
      OR EXISTS (SELECT 1 FROM console.purge_step s WHERE s.request_id = NEW.id AND s.survivors IS DISTINCT FROM 0)) THEN
    RAISE EXCEPTION 'purged is said only after a recount found nothing' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;

-- Proofs are written once.
CREATE FUNCTION console.guard_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.request_id, NEW.jws, NEW.sha256, NEW.issued_at) IS DISTINCT FROM (OLD.id, OLD.request_id, OLD.jws, OLD.sha256, OLD.issued_at)
      OR (OLD.ledger_number IS NOT NULL AND NEW.ledger_number IS DISTINCT FROM OLD.ledger_number) THEN
    RAISE EXCEPTION 'a certificate is not changed afterwards' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_certificate BEFORE UPDATE ON console.deletion_certificate FOR EACH ROW EXECUTE FUNCTION console.guard_certificate();
CREATE FUNCTION console.guard_ledger_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number < OLD.number THEN RAISE EXCEPTION 'the ledger''s mark only moves on' USING ERRCODE = 'CM004'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_ledger_mark BEFORE UPDATE ON console.ledger_mark FOR EACH ROW EXECUTE FUNCTION console.guard_ledger_mark();
ALTER TABLE console.ledger_mark ADD CONSTRAINT ledger_mark_one_row CHECK (id = 1);

-- One alert per kind and subject.
DROP INDEX console.alert_one_open;
CREATE UNIQUE INDEX alert_one_open ON console.alert (kind, coalesce(request_id, hold_id, endpoint_id)) WHERE ended_at IS NULL;
ALTER TABLE console.alert ADD CONSTRAINT alert_one_subject CHECK (num_nonnulls(request_id, hold_id, endpoint_id) = 1);

-- Signals that wait, and those that are dead.
CREATE INDEX signal_delivery_waiting ON console.signal_delivery (created_at, id) WHERE delivered_at IS NULL AND dead_at IS NULL;
CREATE INDEX signal_delivery_dead ON console.signal_delivery (dead_at DESC, id DESC) WHERE dead_at IS NOT NULL;
ALTER TABLE console.signal_delivery ADD CONSTRAINT signal_delivery_one_end CHECK (delivered_at IS NULL OR dead_at IS NULL);

-- Who may write the new tables.
GRANT SELECT ON ALL TABLES IN SCHEMA console TO callmissed_console, callmissed_purge;
GRANT INSERT, UPDATE ON console.purge_stop, console.return_comparison, console.signal_endpoint, console.signal_delivery TO callmissed_console;
GRANT INSERT ON console.deletion_certificate, console.ledger_mark, console.signal_delivery TO callmissed_purge;
GRANT UPDATE ON console.deletion_certificate, console.ledger_mark, console.legal_hold TO callmissed_purge;
GRANT SELECT, INSERT, UPDATE ON console.erasure_replay TO callmissed_replay;
GRANT SELECT, INSERT, UPDATE ON console.ledger_mark TO callmissed_replay;
GRANT INSERT ON console.audit_event TO callmissed_replay;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA console TO callmissed_replay;
