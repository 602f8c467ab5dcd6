-- What was paid back outside this console, in a gateway's dashboard, counts against its purchase (R3): a difference knows the
-- purchase as soon as the gateway says which order or payment it is about.
ALTER TABLE "console"."refund_difference" ADD COLUMN "purchase_id" UUID;
UPDATE console.refund_difference d SET purchase_id = r.purchase_id FROM console.refund r WHERE r.id = d.refund_id;

-- Two refunds that somebody made in a dashboard may carry one name; the gateway's own tells them apart.
DROP INDEX console.refund_difference_one_open;
CREATE UNIQUE INDEX refund_difference_one_open ON console.refund_difference (gateway, gateway_refund_id, kind, coalesce(gateway_reference, '')) WHERE ended_at IS NULL;

-- One refund of a dashboard counts once, with what was said of it last; not when the gateway says that it failed, nor when a
-- person has found out that it is none.
CREATE FUNCTION console.paid_elsewhere(tenant uuid) RETURNS TABLE (difference_id uuid, purchase_id uuid, paise bigint)
  LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT n.id, n.purchase_id, n.their_paise FROM (
    SELECT DISTINCT ON (d.gateway, coalesce(d.gateway_reference, d.gateway_refund_id)) d.* FROM console.refund_difference d
    WHERE d.tenant_id = tenant AND d.kind = 'unknown_at_us' AND d.purchase_id IS NOT NULL
    ORDER BY d.gateway, coalesce(d.gateway_reference, d.gateway_refund_id), d.found_at DESC, d.id DESC) n
  WHERE (n.ended_at IS NULL OR n.ended_because = 'paid_in_dashboard') AND n.their_state IS DISTINCT FROM 'failed' AND n.their_paise > 0
$$;
REVOKE ALL ON FUNCTION console.paid_elsewhere(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION console.paid_elsewhere(uuid) TO callmissed_console, callmissed_seal;
GRANT SELECT ON console.refund_difference TO callmissed_seal;

-- Never too much (R3): as before, and with what was paid outside.
GRANT CREATE ON SCHEMA console TO callmissed_seal;
SET ROLE callmissed_seal;
CREATE OR REPLACE FUNCTION console.assert_refundable(tenant uuid, purchase uuid, refund uuid, amount bigint) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE captured bigint; spoken_for bigint; elsewhere bigint;
BEGIN
  PERFORM platform.lock_tenant(tenant);
  SELECT p.amount_paise INTO captured FROM platform.purchase p WHERE p.tenant_id = tenant AND p.id = purchase;
  IF captured IS NULL THEN RAISE EXCEPTION 'there is no such purchase to refund' USING ERRCODE = 'CM006'; END IF;
  SELECT coalesce(sum(r.amount_paise), 0) INTO spoken_for FROM console.refund r
    WHERE r.purchase_id = purchase AND r.id <> refund AND r.state IN ('granted', 'submitted', 'pending', 'succeeded');
  SELECT coalesce(sum(e.paise), 0) INTO elsewhere FROM console.paid_elsewhere(tenant) e WHERE e.purchase_id = purchase;
  IF spoken_for + elsewhere + amount > captured THEN RAISE EXCEPTION 'more than was paid would be refunded' USING ERRCODE = 'CM006'; END IF;
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA console FROM callmissed_seal;

-- Looked for by what a gateway says: the order has an index already.
CREATE INDEX purchase_payment_id ON platform.purchase (payment_id) WHERE payment_id IS NOT NULL;
-- Read by the screens and by the daily comparison, which stop at what is open: few at any time, of many that ended.
CREATE INDEX refund_difference_open ON console.refund_difference (found_at DESC, id DESC) WHERE ended_at IS NULL;
CREATE INDEX refund_difference_open_refund ON console.refund_difference (refund_id) WHERE ended_at IS NULL;
CREATE INDEX refund_difference_open_purchase ON console.refund_difference (purchase_id) WHERE ended_at IS NULL AND purchase_id IS NOT NULL;
CREATE INDEX refund_difference_name ON console.refund_difference (gateway, gateway_refund_id);
CREATE INDEX refund_moved ON console.refund (state_changed_at) WHERE gateway_refund_id IS NOT NULL;

-- A comparison that ran out of its time says where the next one goes on.
ALTER TABLE "console"."refund_comparison" ADD COLUMN "resume_after" UUID;
GRANT UPDATE (resume_after) ON console.refund_comparison TO callmissed_console;
CREATE INDEX refund_comparison_finished ON console.refund_comparison (started_at DESC) WHERE finished_at IS NOT NULL;
