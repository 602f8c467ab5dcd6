-- The seal (L4): while a deactivation is open, the database itself refuses every write to the tenant's data, whoever asks,
-- and shows its content to nobody. Only a purge whose request has passed the point of no return may delete, and only that tenant.

GRANT CREATE ON SCHEMA platform TO callmissed_seal;

-- The tenant this connection of the platform works for; nothing while that tenant is sealed.
CREATE FUNCTION platform.current_tenant() RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT s.id FROM (SELECT nullif(current_setting('callmissed.tenant_id', true), '')::uuid AS id) s
  WHERE NOT EXISTS (SELECT 1 FROM console.deactivation d WHERE d.tenant_id = s.id AND d.ended_at IS NULL)
$$;

-- The tenant this connection is purging; nothing unless its window is over, its request is being purged and no hold is open.
CREATE FUNCTION platform.purging_tenant() RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT d.tenant_id FROM console.deactivation d JOIN console.deletion_request r ON r.id = d.request_id AND r.tenant_id = d.tenant_id
  WHERE d.tenant_id = nullif(current_setting('callmissed.purging_tenant', true), '')::uuid AND d.ended_at IS NULL
    AND d.purge_due_at <= clock_timestamp() AND r.state = 'purging'
    AND NOT EXISTS (SELECT 1 FROM console.legal_hold h WHERE h.tenant_id = d.tenant_id AND h.released_at IS NULL)
$$;

-- The lock that every verb changing a tenant's fate takes first (L1). False: there is no such tenant (any more).
CREATE FUNCTION platform.lock_tenant(tenant uuid) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM 1 FROM platform.tenant t WHERE t.id = tenant FOR UPDATE;
  RETURN FOUND;
END $$;

-- Refuses a write to a sealed tenant. The key-share lock waits for a deactivation under way, so no write slips in beside it.
CREATE FUNCTION platform.assert_unsealed(tenant uuid, operation text, actor name) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE request_state text;
BEGIN
  PERFORM 1 FROM platform.tenant t WHERE t.id = tenant FOR KEY SHARE;
  SELECT r.state INTO request_state FROM console.deactivation d JOIN console.deletion_request r ON r.id = d.request_id
    WHERE d.tenant_id = tenant AND d.ended_at IS NULL;
  IF NOT FOUND THEN
    -- Nothing is open: the tenant is active, and the purge's role has no business with it at all.
    IF actor = 'callmissed_purge' THEN RAISE EXCEPTION 'only a deactivated tenant is purged' USING ERRCODE = 'CM001'; END IF;
    RETURN;
  END IF;
  IF operation = 'DELETE' AND actor = 'callmissed_purge' AND request_state = 'purging' THEN
    IF NOT EXISTS (SELECT 1 FROM console.legal_hold h WHERE h.tenant_id = tenant AND h.released_at IS NULL) THEN RETURN; END IF;
    RAISE EXCEPTION 'tenant is under legal hold: nothing of it may be deleted' USING ERRCODE = 'CM002';
  END IF;
  RAISE EXCEPTION 'tenant is sealed: % refused', operation USING ERRCODE = 'CM001';
END $$;

-- Statement-level, with transition tables: one check per tenant and statement, not one per row, so a purge stays quick.
CREATE FUNCTION platform.guard_seal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE tenant uuid;
BEGIN
  -- Above READ COMMITTED the check below would look at an old snapshot and miss a seal that has just closed.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'tenant data is written at READ COMMITTED only' USING ERRCODE = 'CM003';
  END IF;
  IF TG_OP <> 'INSERT' THEN
    FOR tenant IN EXECUTE format('SELECT DISTINCT %I FROM old_rows', TG_ARGV[0]) LOOP
      PERFORM platform.assert_unsealed(tenant, TG_OP, current_user);
    END LOOP;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    FOR tenant IN EXECUTE format('SELECT DISTINCT %I FROM new_rows', TG_ARGV[0]) LOOP
      PERFORM platform.assert_unsealed(tenant, TG_OP, current_user);
    END LOOP;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION platform.refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'tenant data is never truncated' USING ERRCODE = 'CM001';
END $$;

-- A hash per table of everything a tenant has (L5). Formatting settings are pinned: the same rows give the same hash on every connection.
CREATE FUNCTION platform.digest_tenant(tenant uuid) RETURNS TABLE (table_name text, rows bigint, digest text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = '' SET timezone = 'UTC' SET datestyle = 'ISO' SET intervalstyle = 'iso_8601' SET extra_float_digits = 1 SET bytea_output = 'hex' AS $$
DECLARE name text;
BEGIN
  FOR name IN SELECT c.relname::text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'platform' AND c.relkind = 'r' ORDER BY c.relname COLLATE "C"
  LOOP
    table_name := name;
    EXECUTE format(
      'SELECT count(*), encode(sha256(coalesce(string_agg(decode(md5(t::text), ''hex''), ''''::bytea ORDER BY t.id), ''''::bytea)), ''hex'') FROM platform.%I t WHERE t.%I = $1',
      name, CASE WHEN name = 'tenant' THEN 'id' ELSE 'tenant_id' END) INTO rows, digest USING tenant;
    RETURN NEXT;
  END LOOP;
END $$;

DO $$
DECLARE name text; tenant_column text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'platform' AND c.relkind = 'r' LOOP
    tenant_column := CASE WHEN name = 'tenant' THEN 'id' ELSE 'tenant_id' END;
    EXECUTE format('ALTER TABLE platform.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE platform.%I FORCE ROW LEVEL SECURITY', name);
    -- The sub-select is evaluated once per statement, not once per row.
    EXECUTE format('CREATE POLICY platform_own_tenant ON platform.%I FOR ALL TO callmissed_platform
      USING (%I = (SELECT platform.current_tenant())) WITH CHECK (%2$I = (SELECT platform.current_tenant()))', name, tenant_column);
    EXECUTE format('CREATE POLICY console_reads ON platform.%I FOR SELECT TO callmissed_console USING (true)', name);
    EXECUTE format('CREATE POLICY purge_reads ON platform.%I FOR SELECT TO callmissed_purge USING (true)', name);
    EXECUTE format('CREATE POLICY purge_deletes ON platform.%I FOR DELETE TO callmissed_purge USING (%I = (SELECT platform.purging_tenant()))', name, tenant_column);
    EXECUTE format('CREATE POLICY seal_reads ON platform.%I FOR SELECT TO callmissed_seal USING (true)', name);
    EXECUTE format('CREATE TRIGGER seal_insert AFTER INSERT ON platform.%I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION platform.guard_seal(%L)', name, tenant_column);
    EXECUTE format('CREATE TRIGGER seal_update AFTER UPDATE ON platform.%I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION platform.guard_seal(%L)', name, tenant_column);
    EXECUTE format('CREATE TRIGGER seal_delete AFTER DELETE ON platform.%I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION platform.guard_seal(%L)', name, tenant_column);
    EXECUTE format('CREATE TRIGGER seal_truncate BEFORE TRUNCATE ON platform.%I FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_truncate()', name);
  END LOOP;
END $$;
CREATE POLICY console_revokes ON platform.api_key FOR UPDATE TO callmissed_console USING (true);
CREATE POLICY console_ends ON platform.member_session FOR UPDATE TO callmissed_console USING (true);
CREATE POLICY seal_locks ON platform.tenant FOR UPDATE TO callmissed_seal USING (true);

ALTER FUNCTION platform.current_tenant() OWNER TO callmissed_seal;
ALTER FUNCTION platform.purging_tenant() OWNER TO callmissed_seal;
ALTER FUNCTION platform.lock_tenant(uuid) OWNER TO callmissed_seal;
ALTER FUNCTION platform.assert_unsealed(uuid, text, name) OWNER TO callmissed_seal;
ALTER FUNCTION platform.digest_tenant(uuid) OWNER TO callmissed_seal;
REVOKE ALL ON FUNCTION platform.lock_tenant(uuid), platform.digest_tenant(uuid), platform.assert_unsealed(uuid, text, name) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.lock_tenant(uuid) TO callmissed_console, callmissed_purge;
GRANT EXECUTE ON FUNCTION platform.digest_tenant(uuid) TO callmissed_console;
GRANT EXECUTE ON FUNCTION platform.assert_unsealed(uuid, text, name) TO callmissed_console, callmissed_purge, callmissed_platform;
REVOKE CREATE ON SCHEMA platform FROM callmissed_seal;
