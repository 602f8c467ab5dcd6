-- Whoever wrote a refund down, changed what is asked or tried it again has made it what it is, and checks none of it (A3). And one
-- wish is one refund: a letter asks once.
ALTER TABLE "console"."refund" ADD COLUMN "shaped_by" UUID[] DEFAULT ARRAY[]::UUID[];
UPDATE console.refund r SET shaped_by = ARRAY(
  SELECT r.lodged_by WHERE r.lodged_by IS NOT NULL
  UNION SELECT e.actor_id FROM console.audit_event e WHERE e.tenant_id = r.tenant_id AND e.actor_id IS NOT NULL
    AND ((e.type = 'refund.edited' AND e.payload->>'refundId' = r.id::text) OR (e.type = 'refund.tried_again' AND e.payload->>'retryId' = r.id::text)));
ALTER TABLE console.refund ALTER COLUMN shaped_by SET NOT NULL;

CREATE FUNCTION console.guard_refund_shape() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF NEW.lodged_by IS NOT NULL AND NOT NEW.lodged_by = ANY (NEW.shaped_by) THEN NEW.shaped_by := NEW.shaped_by || NEW.lodged_by; END IF;
  IF TG_OP = 'UPDATE' AND NOT NEW.shaped_by @> OLD.shaped_by THEN
    RAISE EXCEPTION 'who made a refund what it is stays written down' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_refund_shape BEFORE INSERT OR UPDATE ON console.refund FOR EACH ROW EXECUTE FUNCTION console.guard_refund_shape();

-- What is tried again is the same wish, and has its letter too.
CREATE UNIQUE INDEX refund_one_per_letter ON console.refund (letter_id) WHERE letter_id IS NOT NULL AND retry_of_id IS NULL AND state <> 'declined';

-- Who may say what about refunds. server/operator/permissions.ts holds the same; a test compares them.
CREATE FUNCTION console.refund_roles(act text) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT CASE act WHEN 'decide' THEN ARRAY['support_agent', 'support_lead'] WHEN 'agree' THEN ARRAY['support_agent', 'support_lead', 'grievance_officer'] END
$$;
CREATE FUNCTION console.works_here(person uuid, roles text[]) RETURNS boolean LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM console.operator o WHERE o.id = person AND o.ended_at IS NULL AND (roles IS NULL OR o.role::text = ANY (roles)))
$$;

-- People's words have the database's time, whatever whoever writes them says: nobody asks or agrees in the past. Only the owner of
-- the tables, who restores them, writes other instants.
CREATE OR REPLACE FUNCTION console.guard_agreement() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  asked console.approval;
  is_ours boolean := starts_with(current_user::text, 'callmissed_');
BEGIN
  SELECT * INTO asked FROM console.approval a WHERE a.id = NEW.approval_id FOR UPDATE;
  IF is_ours THEN NEW.agreed_at := date_trunc('milliseconds', clock_timestamp()); END IF;
  IF asked.maker_id = NEW.checker_id THEN RAISE EXCEPTION 'the maker is never the checker' USING ERRCODE = 'CM007'; END IF;
  IF asked.ended_at IS NOT NULL OR NEW.agreed_at >= asked.expires_at THEN RAISE EXCEPTION 'this approval has ended' USING ERRCODE = 'CM007'; END IF;
  IF asked.kind = 'grant_refund' AND EXISTS (SELECT 1 FROM console.refund r WHERE r.id = asked.subject_id AND NEW.checker_id = ANY (r.shaped_by)) THEN
    RAISE EXCEPTION 'who wrote the wish down or changed it is never the checker' USING ERRCODE = 'CM007';
  END IF;
  IF is_ours AND NOT console.works_here(NEW.checker_id, CASE asked.kind WHEN 'grant_refund' THEN console.refund_roles('agree') END) THEN
    RAISE EXCEPTION 'only somebody who works here, and may, agrees' USING ERRCODE = 'CM007';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION console.guard_approval_agreed() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.ended_at IS NOT NULL OR NEW.checker_id IS NOT NULL THEN RAISE EXCEPTION 'an approval begins open' USING ERRCODE = 'CM007'; END IF;
    NEW.created_at := date_trunc('milliseconds', clock_timestamp());
    IF NEW.expires_at <= NEW.created_at OR NEW.expires_at > NEW.created_at + interval '48 hours' THEN
      RAISE EXCEPTION 'an approval lapses within 48 hours' USING ERRCODE = 'CM007';
    END IF;
    IF NOT console.works_here(NEW.maker_id, CASE NEW.kind WHEN 'grant_refund' THEN console.refund_roles('decide') END) THEN
      RAISE EXCEPTION 'only somebody who works here, and may, asks others' USING ERRCODE = 'CM007';
    END IF;
  ELSIF NEW.ended_because = 'agreed' AND OLD.ended_at IS NULL
      AND (SELECT count(*) FROM console.approval_agreement g WHERE g.approval_id = NEW.id) < NEW.needed THEN
    RAISE EXCEPTION 'an approval is agreed to by as many as it needs' USING ERRCODE = 'CM007';
  END IF;
  RETURN NEW;
END $$;
