-- A refund's name at its gateway is random from its first row on, and never follows from its id: the visitors' book keeps ids for
-- years, and a name that could be worked out from them would outlive the purge at the gateway and at the bank (P8). It is
-- written with the row, not with the payout, so that a database that came back from a backup asks by the same name.
ALTER TABLE "console"."refund" ADD COLUMN "payout_name" TEXT NOT NULL DEFAULT ('cmr_'::text || replace((gen_random_uuid())::text, '-'::text, ''::text));
UPDATE console.refund SET payout_name = gateway_refund_id WHERE gateway_refund_id IS NOT NULL;
CREATE FUNCTION console.guard_payout_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a refund has one name at its gateway' USING ERRCODE = 'CM004';
END $$;
CREATE TRIGGER guard_payout_name BEFORE UPDATE ON console.refund FOR EACH ROW
  WHEN (NEW.payout_name IS DISTINCT FROM OLD.payout_name) EXECUTE FUNCTION console.guard_payout_name();

-- What a gateway said of a refund that is nobody's here (of another system on the same account, or of a tenant that is erased) goes
-- 90 days after it was last heard of; server/policy/refund.ts says the same number. With it ends whatever waited for a person.
DROP INDEX console.gateway_event_unknown;
CREATE INDEX gateway_event_nobodys ON console.gateway_event (received_at) WHERE tenant_id IS NULL;
CREATE INDEX gateway_event_nobodys_name ON console.gateway_event (gateway, gateway_reference) WHERE tenant_id IS NULL;
CREATE INDEX refund_difference_nobodys ON console.refund_difference (seen_at) WHERE tenant_id IS NULL;
CREATE FUNCTION console.expire_nobodys_refunds(at_most integer) RETURNS TABLE (events integer, differences integer)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE until timestamptz := clock_timestamp() - interval '90 days'; gone uuid[];
BEGIN
  DELETE FROM console.gateway_event e WHERE e.id IN (SELECT o.id FROM console.gateway_event o
    WHERE o.tenant_id IS NULL AND o.received_at <= until ORDER BY o.received_at LIMIT at_most);
  GET DIAGNOSTICS events = ROW_COUNT;
  WITH old AS (DELETE FROM console.refund_difference d WHERE d.id IN (SELECT o.id FROM console.refund_difference o
    WHERE o.tenant_id IS NULL AND o.seen_at <= until ORDER BY o.seen_at LIMIT at_most) RETURNING d.id)
  SELECT coalesce(array_agg(old.id), '{}') INTO gone FROM old;
  differences := cardinality(gone);
  UPDATE console.alert a SET ended_at = clock_timestamp() WHERE a.difference_id = ANY (gone) AND a.ended_at IS NULL;
  RETURN NEXT;
END $$;
GRANT SELECT, DELETE ON console.gateway_event, console.refund_difference TO callmissed_seal;
GRANT SELECT (difference_id, ended_at), UPDATE (ended_at) ON console.alert TO callmissed_seal;
GRANT CREATE ON SCHEMA console TO callmissed_seal;
ALTER FUNCTION console.expire_nobodys_refunds(integer) OWNER TO callmissed_seal;
REVOKE CREATE ON SCHEMA console FROM callmissed_seal;
SET ROLE callmissed_seal;
REVOKE ALL ON FUNCTION console.expire_nobodys_refunds(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION console.expire_nobodys_refunds(integer) TO callmissed_purge;
RESET ROLE;
