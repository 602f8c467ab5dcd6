-- A question is of two people who work here and may (A3). Whoever asked or agreed and then left, or lost the role for it, is not one
-- of them any more: what they asked is void, and what they had agreed to begins anew.

SET LOCAL lock_timeout = '10s';

-- Who may ask others and who may agree, per kind. server/operator/permissions.ts holds the same; a test compares them.
CREATE FUNCTION console.approval_roles(kind console."ApprovalKind", act text) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT CASE act
    WHEN 'ask' THEN CASE kind::text
      WHEN 'verify_request' THEN ARRAY['support_agent', 'support_lead']
      WHEN 'verify_return' THEN ARRAY['support_agent', 'support_lead']
      WHEN 'place_hold' THEN ARRAY['grievance_officer']
      WHEN 'release_hold' THEN ARRAY['grievance_officer', 'admin']
      WHEN 'grant_refund' THEN ARRAY['support_agent', 'support_lead']
      WHEN 'change_operator' THEN ARRAY['admin']
      WHEN 'resume_purges' THEN ARRAY['support_lead', 'grievance_officer', 'admin']
      WHEN 'replay_signals' THEN ARRAY['support_lead', 'admin'] END
    WHEN 'agree' THEN CASE kind::text
      WHEN 'verify_request' THEN ARRAY['support_agent', 'support_lead']
      WHEN 'verify_return' THEN ARRAY['support_agent', 'support_lead']
      WHEN 'place_hold' THEN ARRAY['grievance_officer', 'support_lead', 'admin']
      WHEN 'release_hold' THEN ARRAY['grievance_officer', 'support_lead', 'admin']
      WHEN 'grant_refund' THEN ARRAY['support_agent', 'support_lead', 'grievance_officer']
      WHEN 'change_operator' THEN ARRAY['admin', 'grievance_officer']
      WHEN 'resume_purges' THEN ARRAY['support_lead', 'grievance_officer', 'admin']
      WHEN 'replay_signals' THEN ARRAY['support_lead', 'admin'] END END
$$;
-- A kind that has no line here is nobody's, not everybody's.
CREATE FUNCTION console.may_ask(person uuid, kind console."ApprovalKind") RETURNS boolean LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT console.works_here(person, coalesce(console.approval_roles(kind, 'ask'), '{}'))
$$;
CREATE FUNCTION console.may_agree(person uuid, kind console."ApprovalKind") RETURNS boolean LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT console.works_here(person, coalesce(console.approval_roles(kind, 'agree'), '{}'))
$$;

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
  IF is_ours AND NOT console.may_agree(NEW.checker_id, asked.kind) THEN
    RAISE EXCEPTION 'only somebody who works here, and may, agrees' USING ERRCODE = 'CM007';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION console.guard_approval_agreed() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE is_ours boolean := starts_with(current_user::text, 'callmissed_');
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.ended_at IS NOT NULL OR NEW.checker_id IS NOT NULL THEN RAISE EXCEPTION 'an approval begins open' USING ERRCODE = 'CM007'; END IF;
    NEW.created_at := date_trunc('milliseconds', clock_timestamp());
    IF NEW.expires_at <= NEW.created_at OR NEW.expires_at > NEW.created_at + interval '48 hours' THEN
      RAISE EXCEPTION 'an approval lapses within 48 hours' USING ERRCODE = 'CM007';
    END IF;
    IF NOT console.may_ask(NEW.maker_id, NEW.kind) THEN
      RAISE EXCEPTION 'only somebody who works here, and may, asks others' USING ERRCODE = 'CM007';
    END IF;
  ELSIF NEW.ended_because = 'agreed' AND OLD.ended_at IS NULL THEN
    IF (SELECT count(*) FROM console.approval_agreement g WHERE g.approval_id = NEW.id
        AND (NOT is_ours OR console.may_agree(g.checker_id, NEW.kind))) < NEW.needed THEN
      RAISE EXCEPTION 'an approval is agreed to by as many as it needs' USING ERRCODE = 'CM007';
    END IF;
    IF is_ours AND NOT console.may_ask(NEW.maker_id, NEW.kind) THEN
      RAISE EXCEPTION 'whoever asked works here no longer, or may no longer' USING ERRCODE = 'CM007';
    END IF;
  END IF;
  RETURN NEW;
END $$;

-- Money is given by people who work here when it is given: the same function as before, with who asked and who agreed looked at now.
CREATE OR REPLACE FUNCTION console.guard_refund_takes_people() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE is_ours boolean := starts_with(current_user::text, 'callmissed_');
BEGIN
  IF is_ours THEN NEW.granted_at := date_trunc('milliseconds', clock_timestamp()); END IF;
  IF (NEW.checkers_needed >= console.checkers_needed(NEW, NEW.maker_id, clock_timestamp())) IS NOT TRUE THEN
    RAISE EXCEPTION 'this grant takes more people' USING ERRCODE = 'CM007';
  END IF;
  IF is_ours AND NOT console.may_ask(NEW.maker_id, 'grant_refund') THEN
    RAISE EXCEPTION 'only somebody who works here, and may, grants' USING ERRCODE = 'CM007';
  END IF;
  -- Agreed to in time, by people who had no part in it: also of one that was changed after they had agreed.
  IF is_ours AND NEW.checkers_needed > 0 AND NOT EXISTS (SELECT 1 FROM console.approval a
      WHERE a.kind = 'grant_refund' AND a.subject_id = NEW.id AND a.ended_because = 'agreed' AND a.maker_id = NEW.maker_id
        AND a.facts_sha256 = console.grant_sha256(NEW) AND a.expires_at > clock_timestamp()
        AND (SELECT count(*) FROM console.approval_agreement g WHERE g.approval_id = a.id AND g.checker_id <> NEW.maker_id
          AND NOT g.checker_id = ANY (NEW.shaped_by) AND console.may_agree(g.checker_id, 'grant_refund')) >= NEW.checkers_needed) THEN
    RAISE EXCEPTION 'a grant is what people agreed to, in time' USING ERRCODE = 'CM007';
  END IF;
  RETURN NEW;
END $$;

-- Whoever ends somebody's access or gives them another role, by whatever way, ends with it what they asked and half agreed to.
CREATE FUNCTION console.end_questions_of() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE at timestamptz := date_trunc('milliseconds', clock_timestamp());
BEGIN
  UPDATE console.approval a SET ended_at = at, ended_because = 'maker_left'
    WHERE a.ended_at IS NULL AND a.maker_id = NEW.id AND NOT console.may_ask(NEW.id, a.kind);
  UPDATE console.approval a SET ended_at = at, ended_because = 'checker_left'
    WHERE a.ended_at IS NULL AND NOT console.may_agree(NEW.id, a.kind)
      AND EXISTS (SELECT 1 FROM console.approval_agreement g WHERE g.approval_id = a.id AND g.checker_id = NEW.id);
  UPDATE console.operator_change c SET ended_at = at, ended_because = 'maker_left'
    WHERE c.asked_by = NEW.id AND c.applied_at IS NULL AND c.ended_at IS NULL AND NOT console.may_ask(NEW.id, 'change_operator');
  RETURN NULL;
END $$;
CREATE TRIGGER end_questions_of AFTER UPDATE ON console.operator FOR EACH ROW
  WHEN (OLD.role <> NEW.role OR OLD.ended_at IS DISTINCT FROM NEW.ended_at) EXECUTE FUNCTION console.end_questions_of();

-- The same for whoever has left already.
UPDATE console.approval a SET ended_at = date_trunc('milliseconds', clock_timestamp()), ended_because = 'maker_left'
  WHERE a.ended_at IS NULL AND NOT console.may_ask(a.maker_id, a.kind);
UPDATE console.approval a SET ended_at = date_trunc('milliseconds', clock_timestamp()), ended_because = 'checker_left'
  WHERE a.ended_at IS NULL AND EXISTS (SELECT 1 FROM console.approval_agreement g
    WHERE g.approval_id = a.id AND NOT console.may_agree(g.checker_id, a.kind));

SET ROLE callmissed_seal;
COMMENT ON FUNCTION console.guard_operator() IS 'Whoever holds the console''s password gives no role alone, but can write the question and the answers of two real people and give one past them. That leaves their rows, an applied change and no operator.role_changed in the book.';
RESET ROLE;
