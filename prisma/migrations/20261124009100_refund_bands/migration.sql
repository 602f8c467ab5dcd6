-- R5's bands are the database owner's to set, so that the database itself knows how many people a grant takes.

-- CreateTable
CREATE TABLE "console"."refund_band" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "alone_up_to_paise" BIGINT NOT NULL,
    "two_above_paise" BIGINT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refund_band_pkey" PRIMARY KEY ("id")
);
ALTER TABLE console.refund_band ADD CONSTRAINT refund_band_is_one CHECK (id = 1),
  ADD CONSTRAINT refund_band_order CHECK (alone_up_to_paise >= 0 AND alone_up_to_paise <= two_above_paise);
INSERT INTO console.refund_band (alone_up_to_paise, two_above_paise) VALUES (100000, 1000000);
-- Read by who grants, written by none of our roles.
GRANT SELECT ON console.refund_band TO callmissed_console;

-- How many others this grant takes (R5): by the amount together with what is spoken for of its purchase, and with what its maker
-- granted alone to the same tenant in the 24 hours before. server/refund/count-checkers.ts says the same; a test compares the two.
CREATE FUNCTION console.checkers_needed(r console.refund, maker uuid, at timestamptz) RETURNS integer LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT CASE WHEN s.together <= b.alone_up_to_paise THEN 0 WHEN s.together > b.two_above_paise THEN 2 ELSE 1 END
    FROM console.refund_band b, (
      SELECT r.amount_paise + coalesce(sum(o.amount_paise), 0) AS together FROM console.refund o
      WHERE o.tenant_id = r.tenant_id AND o.id <> r.id AND o.state IN ('granted', 'submitted', 'pending', 'succeeded')
        AND (o.purchase_id = r.purchase_id OR (o.maker_id = maker AND o.checkers_needed = 0 AND o.granted_at > at - interval '24 hours'))) s
$$;

-- Fires after guard_refund (triggers fire by name), which holds the tenant's lock by then: what is counted here is what stands.
CREATE FUNCTION console.guard_refund_takes_people() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE is_ours boolean := starts_with(current_user::text, 'callmissed_');
BEGIN
  IF is_ours THEN NEW.granted_at := date_trunc('milliseconds', clock_timestamp()); END IF;
  IF (NEW.checkers_needed >= console.checkers_needed(NEW, NEW.maker_id, clock_timestamp())) IS NOT TRUE THEN
    RAISE EXCEPTION 'this grant takes more people' USING ERRCODE = 'CM007';
  END IF;
  IF is_ours AND NOT console.works_here(NEW.maker_id, CASE NEW.checkers_needed WHEN 0 THEN console.refund_roles('decide') END) THEN
    RAISE EXCEPTION 'only somebody who works here, and may, grants' USING ERRCODE = 'CM007';
  END IF;
  -- Agreed to in time, by people who had no part in it: also of one that was changed after they had agreed.
  IF is_ours AND NEW.checkers_needed > 0 AND NOT EXISTS (SELECT 1 FROM console.approval a
      WHERE a.kind = 'grant_refund' AND a.subject_id = NEW.id AND a.ended_because = 'agreed' AND a.maker_id = NEW.maker_id
        AND a.facts_sha256 = console.grant_sha256(NEW) AND a.expires_at > clock_timestamp()
        AND (SELECT count(*) FROM console.approval_agreement g WHERE g.approval_id = a.id AND g.checker_id <> NEW.maker_id
          AND NOT g.checker_id = ANY (NEW.shaped_by)) >= NEW.checkers_needed) THEN
    RAISE EXCEPTION 'a grant is what people agreed to, in time' USING ERRCODE = 'CM007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_refund_takes_people BEFORE UPDATE ON console.refund FOR EACH ROW
  WHEN (NEW.state = 'granted' AND OLD.state IS DISTINCT FROM 'granted') EXECUTE FUNCTION console.guard_refund_takes_people();
