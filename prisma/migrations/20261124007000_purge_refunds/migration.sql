-- Refunds meet the purge: orders cover them, and who deletes may end what asked for a second person to a refund that it declined.

-- An order over payments that was placed before there were refunds covers them too: its scope says so, though the classes
-- written down with it could not. server/retention/inventory.ts names the same classes (COVERED_SINCE); a test compares them.
GRANT CREATE ON SCHEMA console TO callmissed_seal;
SET ROLE callmissed_seal;
CREATE OR REPLACE FUNCTION console.is_held(tenant uuid, class text, at timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM console.legal_hold h WHERE h.tenant_id = tenant AND ('everything' = ANY (h.scope) OR class = ANY (h.held_classes)
      OR ('payments' = ANY (h.scope) AND class IN ('gateway_event', 'refund_difference', 'credit_note', 'refund')))
    AND (h.released_at IS NULL OR (h.released_at > at - interval '48 hours' AND EXISTS (
      SELECT 1 FROM console.deactivation d WHERE d.tenant_id = tenant AND d.ended_at IS NULL AND d.purge_due_at <= h.released_at))))
$$;
RESET ROLE;
REVOKE CREATE ON SCHEMA console FROM callmissed_seal;

-- The purge's role writes no approval. What it declined when it began needs nobody's agreement any more; only that can be ended here.
CREATE FUNCTION console.end_grants(refund uuid, at timestamptz) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  UPDATE console.approval a SET ended_at = at, ended_because = 'stale' WHERE a.kind = 'grant_refund' AND a.subject_id = refund AND a.ended_at IS NULL
    AND EXISTS (SELECT 1 FROM console.refund r WHERE r.id = refund AND r.state = 'declined')
$$;
GRANT SELECT, UPDATE (ended_at, ended_because) ON console.approval TO callmissed_seal;
GRANT CREATE ON SCHEMA console TO callmissed_seal;
ALTER FUNCTION console.end_grants(uuid, timestamptz) OWNER TO callmissed_seal;
REVOKE CREATE ON SCHEMA console FROM callmissed_seal;
SET ROLE callmissed_seal;
REVOKE ALL ON FUNCTION console.end_grants(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION console.end_grants(uuid, timestamptz) TO callmissed_purge;
RESET ROLE;

-- What refunds move in a sealed tenant's credits is left out of its fingerprint only where it is exactly what the refund says: the
-- debit of one that was submitted, the return of one that failed or came back. And where a refund was submitted since the seal
-- and its debit is not there, or it failed and the return is not there, that is a difference too. Without either the formula
-- is the one before, so fingerprints that are stored stay true.
GRANT CREATE ON SCHEMA platform TO callmissed_seal;
SET ROLE callmissed_seal;
CREATE OR REPLACE FUNCTION platform.digest_table(tenant uuid, table_name text) RETURNS TABLE (rows bigint, digest text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = '' SET timezone = 'UTC' SET datestyle = 'ISO' SET intervalstyle = 'iso_8601' SET extra_float_digits = 1 SET bytea_output = 'hex' AS $$
DECLARE missing text := '';
BEGIN
  IF table_name IS NULL OR table_name NOT IN (SELECT s FROM platform.sealed_tables() s) THEN
    RAISE EXCEPTION 'no sealed table is called %', table_name USING ERRCODE = 'CM004';
  END IF;
  IF table_name = 'credit_entry' THEN
    SELECT coalesce(string_agg(r.id || ' ' || e.kind, ',' ORDER BY r.id, e.kind), '') INTO missing
      FROM console.deactivation d JOIN console.refund r ON r.tenant_id = d.tenant_id AND r.submitted_at IS NOT NULL
      CROSS JOIN LATERAL (VALUES ('refund', r.submitted_at >= d.deactivated_at), ('refund_return', r.state IN ('failed', 'reversed'))) AS e (kind, is_due)
      WHERE d.tenant_id = tenant AND d.ended_at IS NULL AND e.is_due
        AND NOT EXISTS (SELECT 1 FROM platform.credit_entry t WHERE t.refund_id = r.id AND t.tenant_id = tenant AND t.kind::text = e.kind);
  END IF;
  RETURN QUERY EXECUTE format(
    'SELECT count(*), encode(sha256(coalesce(string_agg(decode(md5(t::text), ''hex''), ''''::bytea ORDER BY t.id), ''''::bytea) || convert_to($2, ''UTF8'')), ''hex'') FROM platform.%I t WHERE t.%I = $1',
    table_name, CASE WHEN table_name = 'tenant' THEN 'id' ELSE 'tenant_id' END)
    || CASE WHEN table_name = 'credit_entry' THEN $entered$ AND NOT (t.refund_id IS NOT NULL AND t.source = 'purchased' AND EXISTS (
        SELECT 1 FROM console.deactivation d JOIN console.refund r ON r.id = t.refund_id AND r.tenant_id = t.tenant_id
        WHERE d.tenant_id = t.tenant_id AND d.ended_at IS NULL AND t.occurred_at >= d.deactivated_at
          AND t.purchase_id = r.purchase_id AND r.submitted_at IS NOT NULL AND CASE t.kind WHEN 'refund' THEN t.amount_paise = -r.credits_paise
            WHEN 'refund_return' THEN t.amount_paise = r.credits_paise AND r.state IN ('failed', 'reversed') ELSE false END))$entered$ ELSE '' END
    USING tenant, missing;
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA platform FROM callmissed_seal;
