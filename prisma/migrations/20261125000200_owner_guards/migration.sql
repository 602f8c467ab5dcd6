-- What the database insists on about the owner's pages, exports, rights and consent, whatever the code above it believes.

-- Policies are added to every table of the platform: where one of them is busy for long, this fails, changes nothing and is repeated.
SET LOCAL lock_timeout = '10s';

-- People say GR-1001.
ALTER SEQUENCE console.grievance_number_seq RESTART WITH 1001;

-- Codes (V3): five tries, and an end that stays one.
ALTER TABLE console.owner_code
  ADD CONSTRAINT owner_code_tries CHECK (attempts BETWEEN 0 AND 5),
  ADD CONSTRAINT owner_code_ended CHECK ((ended_at IS NULL) = (ended_because IS NULL)),
  ADD CONSTRAINT owner_code_used_up CHECK (used_at IS NULL OR ended_at IS NOT NULL),
  ADD CONSTRAINT owner_code_known CHECK ((tenant_id IS NULL) = (member_id IS NULL)),
  ADD CONSTRAINT owner_code_in_session CHECK (purpose = 'sign_in' OR (session_id IS NOT NULL AND member_id IS NOT NULL));
CREATE FUNCTION console.guard_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'what has ended stays ended' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION console.guard_tries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.attempts < OLD.attempts THEN
    RAISE EXCEPTION 'a try that was made stays counted' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_tries BEFORE UPDATE ON console.owner_code FOR EACH ROW EXECUTE FUNCTION console.guard_tries();
CREATE TRIGGER guard_ended BEFORE UPDATE ON console.owner_code FOR EACH ROW EXECUTE FUNCTION console.guard_ended();
CREATE TRIGGER guard_ended BEFORE UPDATE ON console.owner_session FOR EACH ROW EXECUTE FUNCTION console.guard_ended();
ALTER TABLE console.owner_session ADD CONSTRAINT owner_session_ended CHECK ((ended_at IS NULL) = (ended_because IS NULL));
-- A code that was typed on the owner's page was confirmed there and then.
ALTER TABLE console.confirmation ADD CONSTRAINT confirmation_in_person CHECK (NOT is_in_person OR confirmed_at IS NOT NULL);

-- Exports: one at a time; what is ready says how big it is and until when it is there.
CREATE UNIQUE INDEX data_export_one_at_a_time ON console.data_export (tenant_id) WHERE state IN ('requested', 'building');
ALTER TABLE console.data_export
  ADD CONSTRAINT data_export_ready CHECK (state <> 'ready' OR (ready_at IS NOT NULL AND expires_at IS NOT NULL AND bytes IS NOT NULL AND sha256 IS NOT NULL)),
  ADD CONSTRAINT data_export_seven_days CHECK (expires_at = ready_at + interval '168 hours'),
  ADD CONSTRAINT data_export_ended CHECK ((state IN ('failed', 'expired')) = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (ended_because IS NULL));
CREATE TRIGGER guard_ended BEFORE UPDATE ON console.data_export FOR EACH ROW EXECUTE FUNCTION console.guard_ended();

-- Rights (G2): the clock that was promised stands, and never runs longer than the law's 90 days.
ALTER TABLE console.grievance
  ADD CONSTRAINT grievance_clock CHECK (answer_due_at > received_at AND answer_due_at <= received_at + interval '2160 hours'),
  ADD CONSTRAINT grievance_closed CHECK ((state = 'closed') = (closed_at IS NOT NULL) AND (closed_at IS NULL) = (closed_because IS NULL)),
  ADD CONSTRAINT grievance_topic CHECK (topic ~ '^[a-z_]+$');
CREATE FUNCTION console.guard_grievance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.number, NEW.kind, NEW.channel, NEW.tenant_id, NEW.member_id, NEW.received_at, NEW.answer_due_at)
        IS DISTINCT FROM (OLD.id, OLD.number, OLD.kind, OLD.channel, OLD.tenant_id, OLD.member_id, OLD.received_at, OLD.answer_due_at)
      OR (OLD.state = 'closed' AND NEW.state <> 'closed')
      OR (OLD.acknowledged_at IS NOT NULL AND NEW.acknowledged_at IS DISTINCT FROM OLD.acknowledged_at) THEN
    RAISE EXCEPTION 'what was asked, and its clock, stand' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_grievance BEFORE UPDATE ON console.grievance FOR EACH ROW EXECUTE FUNCTION console.guard_grievance();
CREATE TRIGGER refuse_change BEFORE UPDATE ON console.grievance_message FOR EACH ROW EXECUTE FUNCTION console.refuse_change();
CREATE TRIGGER refuse_change BEFORE UPDATE ON console.grievance_attachment FOR EACH ROW EXECUTE FUNCTION console.refuse_change();

-- Consent (C2): one answer at a time; an answer stands, and only its end can be added, once.
CREATE UNIQUE INDEX consent_one_answer ON console.consent (member_id, category) WHERE ended_at IS NULL;
ALTER TABLE console.consent ADD CONSTRAINT consent_ended CHECK ((ended_at IS NULL) = (ended_by IS NULL));
CREATE FUNCTION console.guard_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL OR to_jsonb(NEW) - '{ended_at,ended_by}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{ended_at,ended_by}'::text[] THEN
    RAISE EXCEPTION 'an answer stands until it is withdrawn' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_consent BEFORE UPDATE ON console.consent FOR EACH ROW EXECUTE FUNCTION console.guard_consent();
ALTER TABLE console.use_count ADD CONSTRAINT use_count_feature CHECK (feature ~ '^[a-z_]+$' AND total >= 0);

-- Who reads a tenant's content for its owner's archive: nobody but this role, one tenant at a time, and nothing of a sealed one (L0, L4).
DO $$
DECLARE name text;
BEGIN
  BEGIN
    CREATE ROLE callmissed_export NOLOGIN;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  IF NOT pg_has_role(current_user, 'callmissed_export', 'SET') THEN
    GRANT callmissed_export TO CURRENT_USER WITH SET TRUE, INHERIT FALSE;
  END IF;
  FOR name IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'platform' AND c.relkind = 'r' LOOP
    EXECUTE format('CREATE POLICY export_own_tenant ON platform.%I FOR SELECT TO callmissed_export USING (%I = (SELECT platform.current_tenant()))',
      name, CASE WHEN name = 'tenant' THEN 'id' ELSE 'tenant_id' END);
  END LOOP;
END $$;
GRANT USAGE ON SCHEMA platform TO callmissed_export;
GRANT SELECT ON platform.tenant, platform.bot, platform.conversation, platform.message, platform.recording, platform.transcript,
  platform.knowledge_file, platform.webhook_endpoint, platform.usage_record, platform.purchase, platform.credit_entry TO callmissed_export;
-- Never what opens a door: neither the hash of a key nor of a session.
GRANT SELECT (tenant_id, id, email, name, phone, role, created_at) ON platform.team_member TO callmissed_export;
GRANT SELECT (tenant_id, id, name, display_prefix, scopes, last_used_at, last_used_by, created_at, revoked_at, revoked_because) ON platform.api_key TO callmissed_export;
SET ROLE callmissed_seal;
GRANT EXECUTE ON FUNCTION platform.current_tenant() TO callmissed_export;
RESET ROLE;

-- Orders cover what is new: by the classes written down with them, and older ones by their scope (COVERED_SINCE in the inventory).
GRANT CREATE ON SCHEMA console TO callmissed_seal;
SET ROLE callmissed_seal;
CREATE OR REPLACE FUNCTION console.is_held(tenant uuid, class text, at timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM console.legal_hold h WHERE h.tenant_id = tenant AND ('everything' = ANY (h.scope) OR class = ANY (h.held_classes)
      OR ('payments' = ANY (h.scope) AND class IN ('gateway_event', 'refund_difference', 'credit_note', 'refund'))
      OR ('account' = ANY (h.scope) AND class IN ('data_export', 'team_warning', 'consent', 'owner_session'))
      -- The last three for the files of grievances: their bytes, and what keeps those readable.
      OR ('correspondence' = ANY (h.scope) AND class IN ('grievance_attachment', 'grievance_message', 'owner_code', 'objects_rest', 'tenant_key', 'tenant')))
    AND (h.released_at IS NULL OR (h.released_at > at - interval '48 hours' AND EXISTS (
      SELECT 1 FROM console.deactivation d WHERE d.tenant_id = tenant AND d.ended_at IS NULL AND d.purge_due_at <= h.released_at))))
$$;
RESET ROLE;
REVOKE CREATE ON SCHEMA console FROM callmissed_seal;
CREATE TRIGGER hold_delete AFTER DELETE ON console.data_export REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION console.guard_hold('o.tenant_id', 'data_export');
CREATE TRIGGER hold_delete AFTER DELETE ON console.team_warning REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION console.guard_hold('o.tenant_id', 'team_warning');
CREATE TRIGGER hold_delete AFTER DELETE ON console.consent REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION console.guard_hold('o.tenant_id', 'consent');
CREATE TRIGGER hold_delete AFTER DELETE ON console.owner_session REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION console.guard_hold('o.tenant_id', 'owner_session');
CREATE TRIGGER hold_delete AFTER DELETE ON console.owner_code REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION console.guard_hold('o.tenant_id', 'owner_code');
CREATE TRIGGER hold_delete AFTER DELETE ON console.grievance_message REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION console.guard_hold('o.tenant_id', 'grievance_message');
CREATE TRIGGER hold_delete AFTER DELETE ON console.grievance_attachment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION console.guard_hold('o.tenant_id', 'grievance_attachment');

-- Counts go after their hour, codes after a day, and sign-ins 30 days after they ended or ran out; what an order holds stays.
CREATE FUNCTION console.forget_tries(at_most integer) RETURNS integer
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE counts integer; codes integer; sessions integer;
BEGIN
  DELETE FROM console.rate_count c WHERE c.bucket IN (SELECT o.bucket FROM console.rate_count o
    WHERE o.expires_at <= clock_timestamp() ORDER BY o.expires_at LIMIT at_most);
  GET DIAGNOSTICS counts = ROW_COUNT;
  DELETE FROM console.owner_code c WHERE c.id IN (SELECT o.id FROM console.owner_code o
    WHERE o.created_at <= clock_timestamp() - interval '24 hours'
      AND (o.tenant_id IS NULL OR NOT console.is_held(o.tenant_id, 'owner_code', clock_timestamp())) ORDER BY o.created_at LIMIT at_most);
  GET DIAGNOSTICS codes = ROW_COUNT;
  DELETE FROM console.owner_session s WHERE s.id IN (SELECT o.id FROM console.owner_session o
    WHERE least(o.ended_at, o.signed_in_at + interval '12 hours') <= clock_timestamp() - interval '720 hours'
      AND NOT console.is_held(o.tenant_id, 'owner_session', clock_timestamp()) LIMIT at_most);
  GET DIAGNOSTICS sessions = ROW_COUNT;
  RETURN counts + codes + sessions;
END $$;
GRANT SELECT, DELETE ON console.rate_count, console.owner_code, console.owner_session TO callmissed_seal;
GRANT CREATE ON SCHEMA console TO callmissed_seal;
ALTER FUNCTION console.forget_tries(integer) OWNER TO callmissed_seal;
REVOKE CREATE ON SCHEMA console FROM callmissed_seal;
SET ROLE callmissed_seal;
REVOKE ALL ON FUNCTION console.forget_tries(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION console.forget_tries(integer) TO callmissed_purge;
RESET ROLE;

-- Who may write what.
GRANT SELECT ON ALL TABLES IN SCHEMA console TO callmissed_console, callmissed_purge;
GRANT INSERT ON console.owner_code, console.owner_session TO callmissed_console;
-- A code and a sign-in are what they were made as: whose, for what, and until when.
GRANT UPDATE (attempts, used_at, ended_at, ended_because) ON console.owner_code TO callmissed_console;
GRANT UPDATE (language, ended_at, ended_because) ON console.owner_session TO callmissed_console;
GRANT INSERT, UPDATE ON console.rate_count, console.data_export, console.grievance, console.use_count TO callmissed_console;
GRANT INSERT ON console.team_warning, console.consent, console.grievance_message, console.grievance_attachment TO callmissed_console;
GRANT UPDATE (ended_at, ended_by) ON console.consent TO callmissed_console;
GRANT USAGE ON SEQUENCE console.grievance_number_seq TO callmissed_console;
GRANT DELETE ON console.owner_code, console.owner_session, console.data_export, console.team_warning, console.consent,
  console.grievance_message, console.grievance_attachment TO callmissed_purge;
