-- Grants by people (R5, A3): every agreement of every kind is a row, and a grant is only what people agreed to.

-- What was agreed before this had its own columns only.
ALTER TABLE console.approval_agreement DISABLE TRIGGER guard_agreement;
INSERT INTO console.approval_agreement (approval_id, checker_id, agreed_at)
  SELECT a.id, a.checker_id, a.agreed_at FROM console.approval a WHERE a.checker_id IS NOT NULL ON CONFLICT DO NOTHING;
ALTER TABLE console.approval_agreement ENABLE TRIGGER guard_agreement;

-- The exact parameters of a grant, hashed as server/refund/refund.ts does it; a test compares the two.
CREATE FUNCTION console.grant_sha256(r console.refund) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(format(
    '{"refundId":"%s","tenantId":"%s","purchaseId":"%s","amountPaise":"%s","creditsPaise":"%s","currency":"%s","gateway":"%s","reason":"%s","requestedAt":"%s"}',
    r.id, r.tenant_id, r.purchase_id, r.amount_paise, r.credits_paise, r.currency, r.gateway, r.reason,
    to_char(r.requested_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), 'UTF8')), 'hex')
$$;

-- An approval begins open, and what was agreed to is never taken back or moved. Whoever wrote a refund's wish down is no checker of it either.
CREATE OR REPLACE FUNCTION console.guard_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE asked console.approval;
BEGIN
  SELECT * INTO asked FROM console.approval a WHERE a.id = NEW.approval_id FOR UPDATE;
  IF asked.maker_id = NEW.checker_id THEN RAISE EXCEPTION 'the maker is never the checker' USING ERRCODE = 'CM007'; END IF;
  IF asked.ended_at IS NOT NULL OR NEW.agreed_at >= asked.expires_at THEN RAISE EXCEPTION 'this approval has ended' USING ERRCODE = 'CM007'; END IF;
  IF asked.kind = 'grant_refund' AND EXISTS (SELECT 1 FROM console.refund r WHERE r.id = asked.subject_id AND r.lodged_by = NEW.checker_id) THEN
    RAISE EXCEPTION 'who wrote the wish down is never the checker' USING ERRCODE = 'CM007';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION console.guard_approval_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.ended_at IS NOT NULL OR NEW.checker_id IS NOT NULL THEN RAISE EXCEPTION 'an approval begins open' USING ERRCODE = 'CM007'; END IF;
  ELSIF NEW.ended_because = 'agreed' AND OLD.ended_at IS NULL
      AND (SELECT count(*) FROM console.approval_agreement g WHERE g.approval_id = NEW.id) < NEW.needed THEN
    RAISE EXCEPTION 'an approval is agreed to by as many as it needs' USING ERRCODE = 'CM007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_approval_begins BEFORE INSERT ON console.approval FOR EACH ROW
  WHEN (starts_with(current_user::text, 'callmissed_')) EXECUTE FUNCTION console.guard_approval_agreed();
CREATE TRIGGER guard_approval_agreed BEFORE UPDATE ON console.approval FOR EACH ROW EXECUTE FUNCTION console.guard_approval_agreed();

-- A grant is what people agreed to: the agreements that guard_refund counts are to these very parameters, and nobody still waits to be asked.
CREATE FUNCTION console.guard_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM console.approval a WHERE a.kind = 'grant_refund' AND a.subject_id = NEW.id AND a.ended_at IS NULL) THEN
    RAISE EXCEPTION 'a grant waits for whoever was asked' USING ERRCODE = 'CM007';
  END IF;
  IF NEW.checkers_needed > 0 AND NOT EXISTS (SELECT 1 FROM console.approval a WHERE a.kind = 'grant_refund' AND a.subject_id = NEW.id
      AND a.ended_because = 'agreed' AND a.maker_id = NEW.maker_id AND a.needed >= NEW.checkers_needed AND a.facts_sha256 = console.grant_sha256(NEW)) THEN
    RAISE EXCEPTION 'a grant is exactly what people agreed to' USING ERRCODE = 'CM007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_grant BEFORE UPDATE ON console.refund FOR EACH ROW
  WHEN (NEW.state = 'granted' AND OLD.state IS DISTINCT FROM 'granted') EXECUTE FUNCTION console.guard_grant();
