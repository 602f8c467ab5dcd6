-- A gateway can change its word: what it called failed was paid after all, what came back went out again. The money is where it says,
-- so the refund, its credits and its credit note follow (docs/decisions/0020-payout-and-unknown.md).

-- AlterTable
ALTER TABLE "console"."refund" ADD COLUMN     "asking_since" TIMESTAMPTZ(3),
ADD COLUMN     "closed_word" TEXT,
ADD COLUMN     "trouble_word" TEXT,
ADD COLUMN     "troubles_had" "console"."RefundTrouble"[] DEFAULT ARRAY[]::"console"."RefundTrouble"[];

-- The moves, with the two ways back. server/refund/refund.ts holds the same table; a test compares the two.
CREATE OR REPLACE FUNCTION console.refund_moves() RETURNS TABLE (from_state text, to_state text) LANGUAGE sql IMMUTABLE AS $$
  VALUES ('requested', 'granted'), ('requested', 'declined'), ('granted', 'submitted'), ('granted', 'declined'), ('granted', 'failed'),
    ('submitted', 'pending'), ('submitted', 'succeeded'), ('submitted', 'failed'), ('pending', 'succeeded'), ('pending', 'failed'),
    ('succeeded', 'reversed'), ('failed', 'succeeded'), ('reversed', 'succeeded')
$$;

-- What a person closes has been all the same: troubles_had only grows. asking_since says since when a question to the gateway has
-- had no answer. Neither is anybody's to write.
CREATE FUNCTION console.keep_refund_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.troubles_had := CASE TG_OP WHEN 'UPDATE' THEN OLD.troubles_had ELSE '{}' END;
  IF NEW.trouble IS NOT NULL AND NOT NEW.trouble = ANY (NEW.troubles_had) THEN NEW.troubles_had := NEW.troubles_had || NEW.trouble; END IF;
  NEW.asking_since := CASE WHEN NEW.next_ask_at IS NULL THEN NULL
    WHEN TG_OP = 'UPDATE' AND NEW.state = OLD.state THEN coalesce(OLD.asking_since, NEW.next_ask_at) ELSE NEW.next_ask_at END;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_refund_facts BEFORE INSERT OR UPDATE ON console.refund FOR EACH ROW EXECUTE FUNCTION console.keep_refund_facts();
UPDATE console.refund SET trouble = trouble WHERE trouble IS NOT NULL OR next_ask_at IS NOT NULL;

-- One wish is paid once, however often it is tried: no try goes out while an earlier one of the same wish is on its way or paid.
CREATE FUNCTION console.guard_retry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (WITH RECURSIVE earlier AS (
      SELECT r.id, r.state, r.retry_of_id FROM console.refund r WHERE r.id = NEW.retry_of_id
      UNION SELECT r.id, r.state, r.retry_of_id FROM console.refund r JOIN earlier e ON r.id = e.retry_of_id)
    SELECT 1 FROM earlier e WHERE e.state IN ('submitted', 'pending', 'succeeded')) THEN
    RAISE EXCEPTION 'an earlier try of this refund was paid or is on its way' USING ERRCODE = 'CM006';
  END IF;
  RETURN NEW;
END $$;
-- After guard_refund in the order of their names, which takes the tenant's lock.
CREATE TRIGGER guard_retry BEFORE UPDATE ON console.refund FOR EACH ROW
  WHEN (NEW.state = 'submitted' AND OLD.state IS DISTINCT FROM 'submitted' AND NEW.retry_of_id IS NOT NULL) EXECUTE FUNCTION console.guard_retry();

-- A document stands; only that its money came back is added, and taken away again when the money went out once more.
CREATE OR REPLACE FUNCTION console.guard_credit_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.reversed_at IS NULL) = (NEW.reversed_at IS NULL) OR to_jsonb(NEW) - 'reversed_at' IS DISTINCT FROM to_jsonb(OLD) - 'reversed_at' THEN
    RAISE EXCEPTION 'a credit note is not changed afterwards' USING ERRCODE = 'CM004';
  END IF;
  IF NEW.reversed_at IS NULL AND NOT EXISTS (SELECT 1 FROM console.refund r WHERE r.id = NEW.refund_id AND r.state = 'succeeded') THEN
    RAISE EXCEPTION 'a credit note counts again only when its refund was paid again' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;

-- The ledger (R3). Credits of a refund are taken and returned in turn, never twice the same way: its entries add up to nothing or to
-- what it took, and the tenant's lock keeps two from looking before either has written.
DROP INDEX platform.credit_entry_once_per_refund;
CREATE INDEX credit_entry_of_refund ON platform.credit_entry (refund_id) INCLUDE (amount_paise) WHERE refund_id IS NOT NULL;
GRANT CREATE ON SCHEMA platform TO callmissed_seal;
SET ROLE callmissed_seal;
CREATE OR REPLACE FUNCTION platform.enter_refund(refund uuid, entry platform."CreditEntryKind") RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE r console.refund; net bigint;
BEGIN
  PERFORM platform.lock_tenant(x.tenant_id) FROM console.refund x WHERE x.id = refund;
  SELECT * INTO r FROM console.refund x WHERE x.id = refund;
  IF NOT FOUND OR NOT ((entry = 'refund' AND r.state IN ('submitted', 'succeeded')) OR (entry = 'refund_return' AND r.state IN ('failed', 'reversed'))) THEN
    RAISE EXCEPTION 'a refund''s credits move only with it' USING ERRCODE = 'CM006';
  END IF;
  SELECT coalesce(sum(e.amount_paise), 0) INTO net FROM platform.credit_entry e WHERE e.refund_id = r.id AND e.tenant_id = r.tenant_id;
  IF net <> (CASE entry WHEN 'refund' THEN 0 ELSE -r.credits_paise END) THEN
    RAISE EXCEPTION 'a refund''s credits are taken once and returned once' USING ERRCODE = 'CM006';
  END IF;
  INSERT INTO platform.credit_entry (tenant_id, id, source, kind, amount_paise, purchase_id, refund_id, occurred_at)
  VALUES (r.tenant_id, gen_random_uuid(), 'purchased', entry, CASE entry WHEN 'refund' THEN -r.credits_paise ELSE r.credits_paise END,
    r.purchase_id, r.id, date_trunc('milliseconds', clock_timestamp()));
END $$;

-- What refunds move in a sealed tenant's credits is left out of its fingerprint where it is what a refund that was submitted moves, to
-- the paisa: taken or returned, however often its gateway changed its word. What they come to in the end is looked at instead: a
-- refund whose entries, from before the seal too, do not add up to what its state says is a difference. Where all do, the
-- formula is the one before, so fingerprints that are stored stay true.
CREATE OR REPLACE FUNCTION platform.digest_table(tenant uuid, table_name text) RETURNS TABLE (rows bigint, digest text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = '' SET timezone = 'UTC' SET datestyle = 'ISO' SET intervalstyle = 'iso_8601' SET extra_float_digits = 1 SET bytea_output = 'hex' AS $$
DECLARE untrue text := '';
BEGIN
  IF table_name IS NULL OR table_name NOT IN (SELECT s FROM platform.sealed_tables() s) THEN
    RAISE EXCEPTION 'no sealed table is called %', table_name USING ERRCODE = 'CM004';
  END IF;
  IF table_name = 'credit_entry' THEN
    SELECT coalesce(string_agg(r.id || ' ' || n.net, ',' ORDER BY r.id), '') INTO untrue
      FROM console.refund r CROSS JOIN LATERAL (
        SELECT coalesce(sum(t.amount_paise), 0) AS net FROM platform.credit_entry t WHERE t.refund_id = r.id AND t.tenant_id = tenant) n
      WHERE r.tenant_id = tenant AND EXISTS (SELECT 1 FROM console.deactivation d WHERE d.tenant_id = tenant AND d.ended_at IS NULL)
        AND n.net <> CASE WHEN r.state IN ('submitted', 'pending', 'succeeded') THEN -r.credits_paise ELSE 0 END;
  END IF;
  RETURN QUERY EXECUTE format(
    'SELECT count(*), encode(sha256(coalesce(string_agg(decode(md5(t::text), ''hex''), ''''::bytea ORDER BY t.id), ''''::bytea) || convert_to($2, ''UTF8'')), ''hex'') FROM platform.%I t WHERE t.%I = $1',
    table_name, CASE WHEN table_name = 'tenant' THEN 'id' ELSE 'tenant_id' END)
    || CASE WHEN table_name = 'credit_entry' THEN $entered$ AND NOT (t.refund_id IS NOT NULL AND t.source = 'purchased' AND EXISTS (
        SELECT 1 FROM console.deactivation d JOIN console.refund r ON r.id = t.refund_id AND r.tenant_id = t.tenant_id
        WHERE d.tenant_id = t.tenant_id AND d.ended_at IS NULL AND t.occurred_at >= d.deactivated_at
          AND t.purchase_id = r.purchase_id AND r.submitted_at IS NOT NULL AND t.amount_paise = CASE t.kind
            WHEN 'refund' THEN -r.credits_paise WHEN 'refund_return' THEN r.credits_paise END))$entered$ ELSE '' END
    USING tenant, untrue;
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA platform FROM callmissed_seal;
