-- What the database insists on, whatever the code above it believes.

-- Tenants and people
CREATE UNIQUE INDEX team_member_one_owner ON platform.team_member (tenant_id) WHERE role = 'owner';
ALTER TABLE platform.team_member ADD CONSTRAINT team_member_email_lower CHECK (email = lower(email));
ALTER TABLE platform.tenant ADD CONSTRAINT tenant_language_known CHECK (language IN ('en', 'hi'));
ALTER TABLE platform.api_key ADD CONSTRAINT api_key_sha256_hex CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT api_key_revoked_with_reason CHECK ((revoked_at IS NULL) = (revoked_because IS NULL));

-- Old keys stay refused for ever (D§6), whoever writes.
CREATE FUNCTION platform.guard_revoked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a revoked key stays revoked' USING ERRCODE = 'CM004';
END $$;
CREATE TRIGGER revoked_stays BEFORE UPDATE ON platform.api_key FOR EACH ROW
  WHEN (OLD.revoked_at IS NOT NULL AND (NEW.revoked_at, NEW.sha256) IS DISTINCT FROM (OLD.revoked_at, OLD.sha256)) EXECUTE FUNCTION platform.guard_revoked();

-- Objects lie under their tenant's prefix, where the purge looks for them.
ALTER TABLE platform.recording ADD CONSTRAINT recording_own_prefix CHECK (starts_with(object_key, tenant_id::text || '/'));
ALTER TABLE platform.knowledge_file ADD CONSTRAINT knowledge_file_own_prefix CHECK (starts_with(object_key, tenant_id::text || '/'));

-- Money
ALTER TABLE platform.purchase ADD CONSTRAINT purchase_adds_up CHECK (amount_paise > 0 AND taxable_paise + cgst_paise + sgst_paise + igst_paise = amount_paise),
  ADD CONSTRAINT purchase_tax_split CHECK (taxable_paise >= 0 AND cgst_paise >= 0 AND sgst_paise >= 0 AND igst_paise >= 0 AND cgst_paise = sgst_paise AND (igst_paise = 0 OR cgst_paise = 0));
ALTER TABLE platform.credit_entry ADD CONSTRAINT credit_entry_sign CHECK (
  CASE kind WHEN 'purchase' THEN amount_paise > 0 WHEN 'grant' THEN amount_paise > 0 ELSE amount_paise < 0 END);
ALTER TABLE console.tax_record ADD CONSTRAINT tax_record_adds_up CHECK (taxable_paise + cgst_paise + sgst_paise + igst_paise = amount_paise);

-- One live request per tenant; letters nobody believes share one request per tenant they name (L6).
CREATE UNIQUE INDEX deletion_request_one_live ON console.deletion_request (tenant_id) WHERE state IN ('received', 'verified', 'retained', 'purging');
CREATE UNIQUE INDEX deletion_request_one_claim ON console.deletion_request (claimed_tenant_id) WHERE tenant_id IS NULL AND state = 'received';
ALTER TABLE console.deletion_request
  ADD CONSTRAINT deletion_request_needs_tenant CHECK (tenant_id IS NOT NULL OR state IN ('received', 'rejected', 'withdrawn')),
  ADD CONSTRAINT deletion_request_reason CHECK ((state = 'rejected') = (rejected_because IS NOT NULL)),
  ADD CONSTRAINT deletion_request_lodger CHECK (channel <> 'operator' OR lodged_by_operator_id IS NOT NULL);
ALTER SEQUENCE console.deletion_request_number_seq RESTART WITH 2001;

-- One clock (L1): the window is 720 hours, stored once.
CREATE UNIQUE INDEX deactivation_one_open ON console.deactivation (tenant_id) WHERE ended_at IS NULL;
ALTER TABLE console.deactivation
  ADD CONSTRAINT deactivation_window CHECK (purge_due_at = deactivated_at + interval '720 hours'),
  ADD CONSTRAINT deactivation_end CHECK ((ended_at IS NULL) = (ended_because IS NULL));
CREATE UNIQUE INDEX return_request_one_open ON console.return_request (request_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX confirmation_one_open ON console.confirmation (request_id, purpose) WHERE ended_at IS NULL AND confirmed_at IS NULL;
ALTER TABLE console.confirmation ADD CONSTRAINT confirmation_attempts CHECK (attempts BETWEEN 0 AND 5);
CREATE UNIQUE INDEX alert_one_open ON console.alert (kind, request_id) WHERE ended_at IS NULL;
CREATE INDEX alert_open ON console.alert (raised_at, id) WHERE ended_at IS NULL;
CREATE INDEX deactivation_due ON console.deactivation (purge_due_at, id) WHERE ended_at IS NULL;
CREATE INDEX notice_unsent ON console.notice (send_after, id) WHERE sent_at IS NULL AND voided_at IS NULL;
CREATE INDEX signal_unsent ON console.signal (created_at, id) WHERE sent_at IS NULL;
CREATE INDEX inbound_mail_unexamined ON console.inbound_mail (received_at, id) WHERE examined_at IS NULL AND aside_reason IS NULL;

-- Maker is never checker (A3); holds are reviewed within 90 days and released by somebody else (H1).
CREATE UNIQUE INDEX approval_one_open ON console.approval (kind, subject_id) WHERE ended_at IS NULL;
ALTER TABLE console.approval ADD CONSTRAINT approval_two_people CHECK (checker_id <> maker_id),
  ADD CONSTRAINT approval_agreed CHECK ((agreed_at IS NULL) = (checker_id IS NULL));
ALTER TABLE console.legal_hold ADD CONSTRAINT legal_hold_review CHECK (review_on <= (placed_at + interval '91 days')::date),
  ADD CONSTRAINT legal_hold_two_people CHECK (released_by <> placed_by),
  ADD CONSTRAINT legal_hold_release CHECK ((released_at IS NULL) = (released_by IS NULL));
CREATE INDEX legal_hold_open ON console.legal_hold (tenant_id) WHERE released_at IS NULL;

-- The lifecycle's moves. server/deletion/lifecycle.ts holds the same table; a test compares the two.
CREATE FUNCTION console.request_moves() RETURNS TABLE (from_state text, to_state text) LANGUAGE sql IMMUTABLE AS $$
  VALUES ('received', 'verified'), ('received', 'rejected'), ('received', 'withdrawn'), ('verified', 'retained'), ('verified', 'withdrawn'),
    ('retained', 'reactivated'), ('retained', 'purging'), ('purging', 'purged')
$$;

-- The application's own roles begin every request at its beginning, and never say afterwards that it was about somebody else.
CREATE FUNCTION console.guard_request_start() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'received' AND starts_with(current_user::text, 'callmissed_') THEN
    RAISE EXCEPTION 'a request begins as received' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_request_start BEFORE INSERT ON console.deletion_request FOR EACH ROW EXECUTE FUNCTION console.guard_request_start();

CREATE FUNCTION console.guard_request() RETURNS trigger LANGUAGE plpgsql AS $$
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
  -- The point of no return (L7): the window is over and nobody holds the tenant.
  IF NEW.state = 'purging' AND NOT EXISTS (SELECT 1 FROM console.deactivation d WHERE d.request_id = NEW.id AND d.ended_at IS NULL
      AND d.purge_due_at <= clock_timestamp() AND NOT EXISTS (SELECT 1 FROM console.legal_hold h WHERE h.tenant_id = d.tenant_id AND h.released_at IS NULL)) THEN
    RAISE EXCEPTION 'a purge begins only after the window and without a hold' USING ERRCODE = 'CM004';
  END IF;
  -- "Purged" is a proven word (P4).
  IF NEW.state = 'purged' AND (NOT EXISTS (SELECT 1 FROM console.purge_run p WHERE p.request_id = NEW.id AND p.verified_at IS NOT NULL)
      OR EXISTS (SELECT 1 FROM console.purge_step s WHERE s.request_id = NEW.id AND s.survivors IS DISTINCT FROM 0)) THEN
    RAISE EXCEPTION 'purged is said only after a recount found nothing' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_request BEFORE UPDATE ON console.deletion_request FOR EACH ROW EXECUTE FUNCTION console.guard_request();

CREATE FUNCTION console.guard_deactivation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.tenant_id, NEW.request_id, NEW.deactivated_at, NEW.purge_due_at) IS DISTINCT FROM (OLD.tenant_id, OLD.request_id, OLD.deactivated_at, OLD.purge_due_at) THEN
    RAISE EXCEPTION 'the countdown is immutable' USING ERRCODE = 'CM004';
  END IF;
  IF OLD.ended_at IS NULL AND NEW.ended_because = 'purged' AND NOT EXISTS (SELECT 1 FROM console.deletion_request r WHERE r.id = OLD.request_id AND r.state = 'purged') THEN
    RAISE EXCEPTION 'a deactivation ends as purged only with its request' USING ERRCODE = 'CM004';
  END IF;
  IF OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.ended_because) IS DISTINCT FROM (OLD.ended_at, OLD.ended_because) THEN
    RAISE EXCEPTION 'an ended deactivation stays ended' USING ERRCODE = 'CM004';
  END IF;
  -- Judged at the instant of the decision, which was taken under the tenant's lock; a minute is more than its transaction may last.
  IF OLD.ended_at IS NULL AND NEW.ended_because = 'reactivated' AND (NEW.ended_at >= OLD.purge_due_at OR clock_timestamp() >= OLD.purge_due_at + interval '1 minute'
      OR EXISTS (SELECT 1 FROM console.deletion_request r WHERE r.id = OLD.request_id AND r.state IN ('purging', 'purged'))) THEN
    RAISE EXCEPTION 'the window to return has closed' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
-- The window starts now: the application's own roles cannot write one that began earlier.
CREATE FUNCTION console.guard_deactivation_start() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF starts_with(current_user::text, 'callmissed_') AND (NEW.ended_at IS NOT NULL OR abs(extract(epoch FROM clock_timestamp() - NEW.deactivated_at)) > 60) THEN
    RAISE EXCEPTION 'the window starts when the tenant is deactivated' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_deactivation_start BEFORE INSERT ON console.deactivation FOR EACH ROW EXECUTE FUNCTION console.guard_deactivation_start();
CREATE TRIGGER guard_deactivation BEFORE UPDATE ON console.deactivation FOR EACH ROW EXECUTE FUNCTION console.guard_deactivation();

CREATE FUNCTION console.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is written once and never changed', TG_TABLE_NAME USING ERRCODE = 'CM004';
END $$;
CREATE TRIGGER audit_event_stands BEFORE UPDATE OR DELETE ON console.audit_event FOR EACH ROW EXECUTE FUNCTION console.refuse_change();
CREATE TRIGGER audit_event_stays BEFORE TRUNCATE ON console.audit_event FOR EACH STATEMENT EXECUTE FUNCTION console.refuse_change();
CREATE TRIGGER tax_record_stands BEFORE UPDATE ON console.tax_record FOR EACH ROW EXECUTE FUNCTION console.refuse_change();

-- Counters for the front page, in 16 shards; the two rows of a move are touched in a fixed order, so that moves cannot deadlock.
CREATE FUNCTION console.count_request() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE one record;
BEGIN
  FOR one IN SELECT s.state, sum(s.step) AS step FROM (
      SELECT NEW.state AS state, 1 AS step UNION ALL SELECT OLD.state, -1 WHERE TG_OP = 'UPDATE') s
    GROUP BY s.state HAVING sum(s.step) <> 0 ORDER BY s.state LOOP
    INSERT INTO console.request_counter (state, shard, total) VALUES (one.state, pg_backend_pid() % 16, one.step)
      ON CONFLICT (state, shard) DO UPDATE SET total = console.request_counter.total + excluded.total;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER count_request AFTER INSERT OR UPDATE OF state ON console.deletion_request FOR EACH ROW EXECUTE FUNCTION console.count_request();

-- The way into the queue. It is the queue role's own function, because the queue's tables are closed to everybody else;
-- payloads are ids and nothing but ids, so that no personal data can ever lie in a job. A sweep asks with `only_if_absent`:
-- a job that is waiting for its next try keeps its back-off; one that a dead worker still holds is doubled by a new one.
GRANT CREATE ON SCHEMA console TO callmissed_queue;
CREATE FUNCTION console.enqueue_job(task text, payload json, run_at timestamptz DEFAULT NULL, job_key text DEFAULT NULL, only_if_absent boolean DEFAULT false) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM json_each_text(payload) p WHERE p.value !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$') THEN
    RAISE EXCEPTION 'a job carries ids only' USING ERRCODE = 'CM004';
  END IF;
  IF only_if_absent AND EXISTS (SELECT 1 FROM graphile_worker._private_jobs j
      WHERE j.key = enqueue_job.job_key AND j.locked_at IS NULL AND j.attempts < j.max_attempts) THEN
    RETURN;
  END IF;
  PERFORM graphile_worker.add_job(identifier => task, payload => payload, run_at => run_at, job_key => job_key);
END $$;
ALTER FUNCTION console.enqueue_job(text, json, timestamptz, text, boolean) OWNER TO callmissed_queue;
REVOKE ALL ON FUNCTION console.enqueue_job(text, json, timestamptz, text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION console.enqueue_job(text, json, timestamptz, text, boolean) TO callmissed_console, callmissed_purge;
REVOKE CREATE ON SCHEMA console FROM callmissed_queue;
