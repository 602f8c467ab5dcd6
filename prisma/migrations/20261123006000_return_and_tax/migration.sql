-- A return is compared table by table, each in a statement of its own, and tax records are filed among others and expire by themselves.

GRANT CREATE ON SCHEMA console, platform TO callmissed_seal;
DROP FUNCTION platform.digest_tenant(uuid);

-- The tables that a tenant's fingerprint is made of, in their fixed order.
CREATE FUNCTION platform.sealed_tables() RETURNS SETOF text LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT c.relname::text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'platform' AND c.relkind = 'r' ORDER BY c.relname COLLATE "C"
$$;

-- The hash over one table of a tenant (L5). Formatting settings are pinned: the same rows give the same hash on every connection.
CREATE FUNCTION platform.digest_table(tenant uuid, table_name text) RETURNS TABLE (rows bigint, digest text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = '' SET timezone = 'UTC' SET datestyle = 'ISO' SET intervalstyle = 'iso_8601' SET extra_float_digits = 1 SET bytea_output = 'hex' AS $$
BEGIN
  IF table_name IS NULL OR table_name NOT IN (SELECT s FROM platform.sealed_tables() s) THEN
    RAISE EXCEPTION 'no table of the platform: %', table_name USING ERRCODE = 'CM004';
  END IF;
  RETURN QUERY EXECUTE format(
    'SELECT count(*), encode(sha256(coalesce(string_agg(decode(md5(t::text), ''hex''), ''''::bytea ORDER BY t.id), ''''::bytea)), ''hex'') FROM platform.%I t WHERE t.%I = $1',
    table_name, CASE WHEN table_name = 'tenant' THEN 'id' ELSE 'tenant_id' END) USING tenant;
END $$;

-- All of them at once, for whoever is in no hurry: one formula, so that the two can never differ.
CREATE FUNCTION platform.digest_tenant(tenant uuid) RETURNS TABLE (table_name text, rows bigint, digest text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT s, d.rows, d.digest FROM platform.sealed_tables() s CROSS JOIN LATERAL platform.digest_table(tenant, s) d
$$;

-- The report on a return: fingerprints of the seal stand; those of a comparison are replaced, until the deactivation has ended.
CREATE FUNCTION console.guard_digest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT starts_with(current_user::text, 'callmissed_') THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND (OLD.moment <> 'returning' OR (NEW.deactivation_id, NEW.moment, NEW.table_name) IS DISTINCT FROM (OLD.deactivation_id, OLD.moment, OLD.table_name)) THEN
    RAISE EXCEPTION 'what was sealed stands' USING ERRCODE = 'CM004';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM console.deactivation d WHERE d.id = NEW.deactivation_id AND d.ended_at IS NULL) THEN
    RAISE EXCEPTION 'after the end of a deactivation its report stands' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_digest BEFORE INSERT OR UPDATE ON console.seal_digest FOR EACH ROW EXECUTE FUNCTION console.guard_digest();
GRANT UPDATE (rows, digest, taken_at) ON console.seal_digest TO callmissed_console;

CREATE FUNCTION console.guard_comparison() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF starts_with(current_user::text, 'callmissed_') AND NOT EXISTS (SELECT 1 FROM console.deactivation d WHERE d.id = NEW.deactivation_id AND d.ended_at IS NULL) THEN
    RAISE EXCEPTION 'after the end of a deactivation its report stands' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_comparison BEFORE INSERT OR UPDATE ON console.return_comparison FOR EACH ROW EXECUTE FUNCTION console.guard_comparison();
ALTER TABLE console.return_comparison
  ADD CONSTRAINT return_comparison_progress CHECK (tables_done BETWEEN 0 AND tables AND (finished_at IS NULL OR tables_done = tables)),
  ADD CONSTRAINT return_comparison_outcome CHECK (differs_in IS NULL OR finished_at IS NOT NULL);

-- Files a tenant's tax records (P7) among others. Rows that are written together lie together and carry the same transaction
-- number, so a random handful of older records is taken out and written again with them, all under new random ids and in
-- random order: neither place nor number tells which belong together. Ids are random, so a stretch of them from a random
-- place on is a random choice, found by the index however long the table is. Answers with the number of new records.
CREATE FUNCTION console.file_tax_records(fresh jsonb) RETURNS integer
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  total integer := jsonb_array_length(fresh);
  wanted integer := greatest(200, least(3 * total, 15000));
  start uuid := gen_random_uuid();
  chosen uuid[];
BEGIN
  IF total = 0 THEN RETURN 0; END IF;
  -- Skips what another purge is shuffling just now: the two need not wait for each other.
  chosen := ARRAY(SELECT t.id FROM console.tax_record t WHERE t.id >= start ORDER BY t.id LIMIT wanted FOR UPDATE SKIP LOCKED);
  chosen := chosen || ARRAY(SELECT t.id FROM console.tax_record t WHERE t.id < start ORDER BY t.id LIMIT wanted - cardinality(chosen) FOR UPDATE SKIP LOCKED);
  WITH mixed AS (
    DELETE FROM console.tax_record t WHERE t.id = ANY (chosen)
      RETURNING t.kind, t.currency, t.amount_paise, t.taxable_paise, t.cgst_paise, t.sgst_paise, t.igst_paise, t.transacted_on, t.erase_on)
  INSERT INTO console.tax_record (id, kind, currency, amount_paise, taxable_paise, cgst_paise, sgst_paise, igst_paise, transacted_on, erase_on)
  SELECT gen_random_uuid(), r.* FROM (
    SELECT * FROM mixed UNION ALL
    SELECT f.* FROM jsonb_to_recordset(fresh) AS f (kind platform."PurchaseKind", currency text, amount_paise bigint, taxable_paise bigint,
      cgst_paise bigint, sgst_paise bigint, igst_paise bigint, transacted_on date, erase_on date)) r
  ORDER BY gen_random_uuid();
  RETURN total;
END $$;

-- Removes tax records whose seven years are over (D§4), by the calendar of India, at most so many at once. Answers with how many went.
CREATE FUNCTION console.expire_tax_records(at_most integer) RETURNS integer
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone integer;
BEGIN
  DELETE FROM console.tax_record t WHERE t.id IN (SELECT o.id FROM console.tax_record o
    WHERE o.erase_on <= (clock_timestamp() AT TIME ZONE 'Asia/Kolkata')::date ORDER BY o.erase_on LIMIT at_most FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;

-- The purge files and expires through these two; it can neither invent, change nor remove a record by itself.
REVOKE INSERT ON console.tax_record FROM callmissed_purge;
GRANT SELECT, INSERT, DELETE ON console.tax_record TO callmissed_seal;
GRANT UPDATE (id) ON console.tax_record TO callmissed_seal; -- taking a row lock asks for it; a trigger refuses every change

ALTER FUNCTION platform.digest_table(uuid, text) OWNER TO callmissed_seal;
ALTER FUNCTION platform.digest_tenant(uuid) OWNER TO callmissed_seal;
ALTER FUNCTION console.file_tax_records(jsonb) OWNER TO callmissed_seal;
ALTER FUNCTION console.expire_tax_records(integer) OWNER TO callmissed_seal;
REVOKE ALL ON FUNCTION platform.digest_table(uuid, text), platform.digest_tenant(uuid), console.file_tax_records(jsonb), console.expire_tax_records(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.digest_table(uuid, text), platform.digest_tenant(uuid) TO callmissed_console;
GRANT EXECUTE ON FUNCTION console.file_tax_records(jsonb), console.expire_tax_records(integer) TO callmissed_purge;
REVOKE CREATE ON SCHEMA console, platform FROM callmissed_seal;
