-- What the database insists on about refunds, whatever the code above it believes.

-- Refunds are numbered from 1001: people say RF-1001.
ALTER SEQUENCE console.refund_number_seq RESTART WITH 1001;

-- Money (R2, R3). A Razorpay payment cannot be refunded without its name.
ALTER TABLE platform.purchase ADD CONSTRAINT purchase_payment_known CHECK (gateway <> 'razorpay' OR payment_id IS NOT NULL);
ALTER TABLE platform.credit_entry DROP CONSTRAINT credit_entry_sign;
ALTER TABLE platform.credit_entry ADD CONSTRAINT credit_entry_sign CHECK (
    CASE WHEN kind IN ('purchase', 'grant', 'refund_return') THEN amount_paise > 0 ELSE amount_paise < 0 END),
  ADD CONSTRAINT credit_entry_refund CHECK (refund_id IS NULL OR (kind IN ('refund', 'refund_return') AND source = 'purchased'));
-- What a refund takes back is taken once, and what its failure returns is returned once.
CREATE UNIQUE INDEX credit_entry_once_per_refund ON platform.credit_entry (refund_id, kind) WHERE refund_id IS NOT NULL;
ALTER TABLE console.refund
  ADD CONSTRAINT refund_amounts CHECK (amount_paise > 0 AND credits_paise > 0 AND credits_paise <= amount_paise),
  ADD CONSTRAINT refund_currency CHECK (currency = 'INR'),
  ADD CONSTRAINT refund_granted CHECK (state NOT IN ('granted', 'submitted', 'pending', 'succeeded', 'reversed') OR (granted_at IS NOT NULL AND maker_id IS NOT NULL)),
  ADD CONSTRAINT refund_submitted CHECK (state NOT IN ('submitted', 'pending', 'succeeded', 'reversed') OR (submitted_at IS NOT NULL AND gateway_refund_id IS NOT NULL)),
  ADD CONSTRAINT refund_declined CHECK ((state = 'declined') = (declined_because IS NOT NULL)),
  ADD CONSTRAINT refund_settled CHECK (state NOT IN ('succeeded', 'reversed') OR settled_at IS NOT NULL),
  ADD CONSTRAINT refund_trouble CHECK ((trouble IS NULL) = (trouble_since IS NULL)),
  ADD CONSTRAINT refund_gateway_id CHECK (gateway_refund_id ~ '^[A-Za-z0-9_-]{10,40}$');
ALTER TABLE console.credit_note
  ADD CONSTRAINT credit_note_adds_up CHECK (amount_paise > 0 AND taxable_paise + cgst_paise + sgst_paise + igst_paise = amount_paise),
  ADD CONSTRAINT credit_note_tax_split CHECK (taxable_paise >= 0 AND cgst_paise >= 0 AND sgst_paise >= 0 AND igst_paise >= 0 AND cgst_paise = sgst_paise AND (igst_paise = 0 OR cgst_paise = 0)),
  ADD CONSTRAINT credit_note_number CHECK (char_length(number) <= 16);
ALTER TABLE console.refund_difference ADD CONSTRAINT refund_difference_ended CHECK ((ended_at IS NULL) = (ended_because IS NULL));
CREATE UNIQUE INDEX refund_difference_one_open ON console.refund_difference (gateway, gateway_refund_id, kind) WHERE ended_at IS NULL;

-- Read by the queue (few rows are open at any time), by the reconciliation, and before a purge.
CREATE INDEX refund_to_ask ON console.refund (next_ask_at, id) WHERE state IN ('submitted', 'pending');
CREATE INDEX refund_trouble_since ON console.refund (trouble_since, id) WHERE trouble IS NOT NULL;
CREATE INDEX refund_settled_at ON console.refund (settled_at DESC, id DESC) WHERE settled_at IS NOT NULL;
CREATE INDEX refund_under_way ON console.refund (tenant_id) WHERE state IN ('requested', 'granted', 'submitted', 'pending');
CREATE INDEX gateway_event_unknown ON console.gateway_event (received_at, id) WHERE outcome = 'unknown_refund';

-- The moves. server/refund/refund.ts holds the same table; a test compares the two.
CREATE FUNCTION console.refund_moves() RETURNS TABLE (from_state text, to_state text) LANGUAGE sql IMMUTABLE AS $$
  VALUES ('requested', 'granted'), ('requested', 'declined'), ('granted', 'submitted'), ('granted', 'declined'), ('granted', 'failed'),
    ('submitted', 'pending'), ('submitted', 'succeeded'), ('submitted', 'failed'), ('pending', 'succeeded'), ('pending', 'failed'),
    ('succeeded', 'reversed')
$$;

-- Never too much (R3): what is granted, on its way or paid back of a purchase is never more than was paid for it. The tenant's
-- lock is taken here as well, so that two grants cannot both look before either has written.
CREATE FUNCTION console.assert_refundable(tenant uuid, purchase uuid, refund uuid, amount bigint) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE captured bigint; spoken_for bigint;
BEGIN
  PERFORM platform.lock_tenant(tenant);
  SELECT p.amount_paise INTO captured FROM platform.purchase p WHERE p.tenant_id = tenant AND p.id = purchase;
  IF captured IS NULL THEN RAISE EXCEPTION 'there is no such purchase to refund' USING ERRCODE = 'CM006'; END IF;
  SELECT coalesce(sum(r.amount_paise), 0) INTO spoken_for FROM console.refund r
    WHERE r.purchase_id = purchase AND r.id <> refund AND r.state IN ('granted', 'submitted', 'pending', 'succeeded');
  IF spoken_for + amount > captured THEN RAISE EXCEPTION 'more than was paid would be refunded' USING ERRCODE = 'CM006'; END IF;
END $$;

CREATE FUNCTION console.guard_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'requested' AND starts_with(current_user::text, 'callmissed_') THEN
      RAISE EXCEPTION 'a refund begins as requested' USING ERRCODE = 'CM004';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.tenant_id, NEW.purchase_id, NEW.gateway, NEW.currency, NEW.requested_at, NEW.channel, NEW.lodged_by)
      IS DISTINCT FROM (OLD.tenant_id, OLD.purchase_id, OLD.gateway, OLD.currency, OLD.requested_at, OLD.channel, OLD.lodged_by) THEN
    RAISE EXCEPTION 'a refund stays about its purchase' USING ERRCODE = 'CM004';
  END IF;
  IF OLD.state <> 'requested' AND (NEW.amount_paise, NEW.credits_paise, NEW.maker_id, NEW.checkers_needed, NEW.granted_at)
      IS DISTINCT FROM (OLD.amount_paise, OLD.credits_paise, OLD.maker_id, OLD.checkers_needed, OLD.granted_at) THEN
    RAISE EXCEPTION 'what was granted stands' USING ERRCODE = 'CM004';
  END IF;
  IF OLD.gateway_refund_id IS NOT NULL AND (NEW.gateway_refund_id, NEW.submitted_at) IS DISTINCT FROM (OLD.gateway_refund_id, OLD.submitted_at) THEN
    RAISE EXCEPTION 'a refund has one name at its gateway' USING ERRCODE = 'CM004';
  END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NOT EXISTS (SELECT 1 FROM console.refund_moves() m WHERE m.from_state = OLD.state::text AND m.to_state = NEW.state::text) THEN
    RAISE EXCEPTION 'a refund does not move from % to %', OLD.state, NEW.state USING ERRCODE = 'CM004';
  END IF;
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'a move raises the version by one' USING ERRCODE = 'CM004';
  END IF;
  IF NEW.state IN ('granted', 'submitted') THEN
    PERFORM console.assert_refundable(NEW.tenant_id, NEW.purchase_id, NEW.id, NEW.amount_paise);
  END IF;
  -- R5, A3: as many others as the band asks for have said yes to this one, and none of them proposed it or wrote the wish down.
  IF NEW.state = 'granted' AND (SELECT count(*) FROM console.approval a JOIN console.approval_agreement g ON g.approval_id = a.id
      WHERE a.kind = 'grant_refund' AND a.subject_id = NEW.id AND a.ended_because = 'agreed' AND a.maker_id = NEW.maker_id
        AND g.checker_id IS DISTINCT FROM NEW.maker_id AND g.checker_id IS DISTINCT FROM NEW.lodged_by) < NEW.checkers_needed THEN
    RAISE EXCEPTION 'a grant needs % other people', NEW.checkers_needed USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_refund BEFORE INSERT OR UPDATE ON console.refund FOR EACH ROW EXECUTE FUNCTION console.guard_refund();

-- Maker is never checker, in the database as well (A3).
CREATE FUNCTION console.guard_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE asked console.approval;
BEGIN
  SELECT * INTO asked FROM console.approval a WHERE a.id = NEW.approval_id FOR UPDATE;
  IF asked.maker_id = NEW.checker_id THEN RAISE EXCEPTION 'the maker is never the checker' USING ERRCODE = 'CM007'; END IF;
  IF asked.ended_at IS NOT NULL OR NEW.agreed_at >= asked.expires_at THEN RAISE EXCEPTION 'this approval has ended' USING ERRCODE = 'CM007'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_agreement BEFORE INSERT ON console.approval_agreement FOR EACH ROW EXECUTE FUNCTION console.guard_agreement();
ALTER TABLE console.approval ADD CONSTRAINT approval_needed CHECK (needed BETWEEN 1 AND 5);
CREATE FUNCTION console.guard_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.kind, NEW.subject_id, NEW.facts_sha256, NEW.maker_id, NEW.needed) IS DISTINCT FROM (OLD.id, OLD.kind, OLD.subject_id, OLD.facts_sha256, OLD.maker_id, OLD.needed)
      OR ((NEW.created_at, NEW.expires_at) IS DISTINCT FROM (OLD.created_at, OLD.expires_at) AND starts_with(current_user::text, 'callmissed_')) THEN
    RAISE EXCEPTION 'what was asked of a second person stands' USING ERRCODE = 'CM004';
  END IF;
  IF OLD.ended_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'an ended approval stays ended' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_approval BEFORE UPDATE ON console.approval FOR EACH ROW EXECUTE FUNCTION console.guard_approval();

-- A document stands; only that its money came back can be added, once.
CREATE FUNCTION console.guard_credit_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.reversed_at IS NOT NULL OR to_jsonb(NEW) - 'reversed_at' IS DISTINCT FROM to_jsonb(OLD) - 'reversed_at' THEN
    RAISE EXCEPTION 'a credit note is not changed afterwards' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_credit_note BEFORE UPDATE ON console.credit_note FOR EACH ROW EXECUTE FUNCTION console.guard_credit_note();
CREATE FUNCTION console.guard_credit_note_series() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.last_number <> OLD.last_number + 1 OR NEW.financial_year <> OLD.financial_year THEN
    RAISE EXCEPTION 'numbers are given one after the other' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_credit_note_series BEFORE UPDATE ON console.credit_note_series FOR EACH ROW EXECUTE FUNCTION console.guard_credit_note_series();

-- The ledger (R3): the only way by which the console writes into a tenant's credits. It takes back what a submitted refund pays
-- out, and returns what a failed or reversed one did not; both once, in the amounts that the refund says. Also while the
-- tenant is sealed: one asked before deactivation stays payable (R1), and money that went back must not come back as credits.
CREATE FUNCTION platform.enter_refund(refund uuid, entry platform."CreditEntryKind") RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE r console.refund;
BEGIN
  SELECT * INTO r FROM console.refund x WHERE x.id = refund;
  IF NOT FOUND OR NOT ((entry = 'refund' AND r.state = 'submitted') OR (entry = 'refund_return' AND r.state IN ('failed', 'reversed'))) THEN
    RAISE EXCEPTION 'a refund''s credits move only with it' USING ERRCODE = 'CM006';
  END IF;
  IF entry = 'refund_return' AND NOT EXISTS (SELECT 1 FROM platform.credit_entry e WHERE e.refund_id = r.id AND e.kind = 'refund') THEN
    RAISE EXCEPTION 'only credits that were taken are returned' USING ERRCODE = 'CM006';
  END IF;
  INSERT INTO platform.credit_entry (tenant_id, id, source, kind, amount_paise, purchase_id, refund_id, occurred_at)
  VALUES (r.tenant_id, gen_random_uuid(), 'purchased', entry, CASE entry WHEN 'refund' THEN -r.credits_paise ELSE r.credits_paise END,
    r.purchase_id, r.id, date_trunc('milliseconds', clock_timestamp()));
END $$;

-- It belongs to the seal, and only its owner replaces it.
GRANT CREATE ON SCHEMA platform TO callmissed_seal;
SET ROLE callmissed_seal;
CREATE OR REPLACE FUNCTION platform.assert_unsealed(tenant uuid, operation text, actor name, class text) RETURNS void
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
  -- The seal's own role writes nothing but platform.enter_refund's entries; its policy says so too.
  IF operation = 'INSERT' AND actor = 'callmissed_seal' AND class = 'credit_entry' AND request_state = 'retained' THEN RETURN; END IF;
  IF operation = 'DELETE' AND actor = 'callmissed_purge' AND request_state = 'purging' THEN
    IF console.purges_are_stopped() THEN RAISE EXCEPTION 'purges are stopped' USING ERRCODE = 'CM005'; END IF;
    IF NOT console.is_held(tenant, class, clock_timestamp()) THEN RETURN; END IF;
    RAISE EXCEPTION 'tenant is under legal hold: nothing of % may be deleted', class USING ERRCODE = 'CM002';
  END IF;
  RAISE EXCEPTION 'tenant is sealed: % refused', operation USING ERRCODE = 'CM001';
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA platform FROM callmissed_seal;

CREATE POLICY seal_enters_refunds ON platform.credit_entry FOR INSERT TO callmissed_seal WITH CHECK (refund_id IS NOT NULL);
-- The platform books purchases, grants and use; what belongs to a refund is ours to write.
CREATE POLICY platform_adds_no_refund ON platform.credit_entry AS RESTRICTIVE FOR INSERT TO callmissed_platform WITH CHECK (refund_id IS NULL);
CREATE POLICY platform_changes_no_refund ON platform.credit_entry AS RESTRICTIVE FOR UPDATE TO callmissed_platform USING (refund_id IS NULL) WITH CHECK (refund_id IS NULL);
CREATE POLICY platform_removes_no_refund ON platform.credit_entry AS RESTRICTIVE FOR DELETE TO callmissed_platform USING (refund_id IS NULL);

-- A hash over one table of a tenant (L5). What a refund moved since the seal is left out, as long as the refund itself says the
-- same: everything else is as it was, and an entry without its refund is a difference.
GRANT CREATE ON SCHEMA platform TO callmissed_seal;
SET ROLE callmissed_seal;
CREATE OR REPLACE FUNCTION platform.digest_table(tenant uuid, table_name text) RETURNS TABLE (rows bigint, digest text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = '' SET timezone = 'UTC' SET datestyle = 'ISO' SET intervalstyle = 'iso_8601' SET extra_float_digits = 1 SET bytea_output = 'hex' AS $$
BEGIN
  IF table_name IS NULL OR table_name NOT IN (SELECT s FROM platform.sealed_tables() s) THEN
    RAISE EXCEPTION 'no sealed table is called %', table_name USING ERRCODE = 'CM004';
  END IF;
  RETURN QUERY EXECUTE format(
    'SELECT count(*), encode(sha256(coalesce(string_agg(decode(md5(t::text), ''hex''), ''''::bytea ORDER BY t.id), ''''::bytea)), ''hex'') FROM platform.%I t WHERE t.%I = $1',
    table_name, CASE WHEN table_name = 'tenant' THEN 'id' ELSE 'tenant_id' END)
    || CASE WHEN table_name = 'credit_entry' THEN $entered$ AND NOT (t.refund_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM console.deactivation d JOIN console.refund r ON r.id = t.refund_id AND r.tenant_id = t.tenant_id
        WHERE d.tenant_id = t.tenant_id AND d.ended_at IS NULL AND t.occurred_at >= d.deactivated_at
          AND t.purchase_id = r.purchase_id AND abs(t.amount_paise) = r.credits_paise AND r.submitted_at IS NOT NULL))$entered$ ELSE '' END
    USING tenant;
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA platform FROM callmissed_seal;

-- A purge waits for no refund, but it does not begin while money is on its way: what the gateway answers would find nobody.
CREATE FUNCTION console.pays_out(tenant uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM console.refund r WHERE r.tenant_id = tenant AND r.state IN ('submitted', 'pending'))
$$;
CREATE FUNCTION console.guard_purge_start() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'purging' AND OLD.state <> 'purging' AND console.pays_out(NEW.tenant_id) AND NOT console.is_replayed(NEW.tenant_id) THEN
    RAISE EXCEPTION 'a purge does not begin while a refund is being paid out' USING ERRCODE = 'CM006';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_purge_start BEFORE UPDATE ON console.deletion_request FOR EACH ROW EXECUTE FUNCTION console.guard_purge_start();

GRANT CREATE ON SCHEMA console, platform TO callmissed_seal;
ALTER FUNCTION console.assert_refundable(uuid, uuid, uuid, bigint) OWNER TO callmissed_seal;
ALTER FUNCTION platform.enter_refund(uuid, platform."CreditEntryKind") OWNER TO callmissed_seal;
ALTER FUNCTION console.pays_out(uuid) OWNER TO callmissed_seal;
REVOKE CREATE ON SCHEMA console, platform FROM callmissed_seal;
GRANT SELECT ON console.refund TO callmissed_seal;
GRANT INSERT (tenant_id, id, source, kind, amount_paise, purchase_id, refund_id, occurred_at) ON platform.credit_entry TO callmissed_seal;
SET ROLE callmissed_seal;
REVOKE ALL ON FUNCTION console.assert_refundable(uuid, uuid, uuid, bigint), platform.enter_refund(uuid, platform."CreditEntryKind"), console.pays_out(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION console.assert_refundable(uuid, uuid, uuid, bigint) TO callmissed_console, SESSION_USER;
GRANT EXECUTE ON FUNCTION platform.enter_refund(uuid, platform."CreditEntryKind") TO callmissed_console;
GRANT EXECUTE ON FUNCTION console.pays_out(uuid) TO callmissed_console, callmissed_purge, SESSION_USER;
RESET ROLE;

-- Held like the rest of what the console knows about a tenant (H2).
CREATE TRIGGER hold_delete AFTER DELETE ON console.refund REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION console.guard_hold('o.tenant_id', 'refund');
CREATE TRIGGER hold_delete AFTER DELETE ON console.credit_note REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION console.guard_hold('o.tenant_id', 'credit_note');
CREATE TRIGGER hold_delete AFTER DELETE ON console.gateway_event REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION console.guard_hold('o.tenant_id', 'gateway_event');
CREATE TRIGGER hold_delete AFTER DELETE ON console.refund_difference REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION console.guard_hold('o.tenant_id', 'refund_difference');

-- One alert per kind and subject.
DROP INDEX console.alert_one_open;
CREATE UNIQUE INDEX alert_one_open ON console.alert (kind, coalesce(request_id, hold_id, endpoint_id, refund_id, difference_id)) WHERE ended_at IS NULL;
ALTER TABLE console.alert DROP CONSTRAINT alert_one_subject;
ALTER TABLE console.alert ADD CONSTRAINT alert_one_subject CHECK (num_nonnulls(request_id, hold_id, endpoint_id, refund_id, difference_id) = 1);

-- Who may write what.
GRANT SELECT ON ALL TABLES IN SCHEMA console TO callmissed_console, callmissed_purge;
GRANT INSERT, UPDATE ON console.refund, console.credit_note_series, console.gateway_event, console.refund_difference TO callmissed_console;
GRANT INSERT ON console.credit_note, console.approval_agreement TO callmissed_console;
GRANT UPDATE (reversed_at) ON console.credit_note TO callmissed_console;
GRANT USAGE ON SEQUENCE console.refund_number_seq TO callmissed_console;
-- A purge ends what was never paid, and erases all of it.
GRANT UPDATE (state, version, state_changed_at, due_at, declined_because, trouble, trouble_since) ON console.refund TO callmissed_purge;
GRANT DELETE ON console.refund, console.credit_note, console.gateway_event, console.refund_difference TO callmissed_purge;
