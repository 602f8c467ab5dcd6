-- A case by mail or by hand is whatever it is about: an officer says so, and whose it is, until something was decided or applied. What a
-- correction writes is what was asked for, and another address takes a second person.
SET LOCAL lock_timeout = '10s';

-- AlterTable
ALTER TABLE "console"."grievance_message" ADD COLUMN     "is_asked" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE console.grievance_message ADD CONSTRAINT grievance_message_asked
  CHECK (NOT is_asked OR (author = 'system' AND author_id IS NOT NULL AND correction_field IS NOT NULL AND correction_to IS NOT NULL AND correction_from IS NULL));

CREATE OR REPLACE FUNCTION console.guard_grievance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.number, NEW.channel, NEW.handed_in, NEW.lodged_by, NEW.received_at, NEW.answer_due_at)
        IS DISTINCT FROM (OLD.id, OLD.number, OLD.channel, OLD.handed_in, OLD.lodged_by, OLD.received_at, OLD.answer_due_at)
      OR (OLD.state = 'closed' AND NEW.state = 'answered')
      OR (OLD.answered_at IS NOT NULL AND NEW.answered_at IS DISTINCT FROM OLD.answered_at)
      OR (OLD.acknowledged_at IS NOT NULL AND NEW.acknowledged_at IS DISTINCT FROM OLD.acknowledged_at) THEN
    RAISE EXCEPTION 'what was asked, and its clock, stand' USING ERRCODE = 'CM004';
  END IF;
  -- What it is and whose it is can be put right while nothing came of it: no answer, and no correction. Whoever asked on their own pages is who they are.
  IF NEW.kind IS DISTINCT FROM OLD.kind OR (OLD.tenant_id IS NOT NULL AND (NEW.tenant_id, NEW.member_id) IS DISTINCT FROM (OLD.tenant_id, OLD.member_id)) THEN
    IF OLD.state <> 'open' OR OLD.answered_at IS NOT NULL
        OR EXISTS (SELECT 1 FROM console.grievance_message m
          WHERE m.grievance_id = OLD.id AND m.author = 'system' AND m.correction_field IS NOT NULL AND NOT m.is_asked)
        OR (OLD.channel = 'dashboard' AND (NEW.tenant_id, NEW.member_id) IS DISTINCT FROM (OLD.tenant_id, OLD.member_id))
        OR (NEW.tenant_id IS DISTINCT FROM OLD.tenant_id AND OLD.tenant_id IS NOT NULL AND (NEW.tenant_id IS NULL
          OR EXISTS (SELECT 1 FROM console.grievance_message m WHERE m.grievance_id = OLD.id AND m.author = 'officer'))) THEN
      RAISE EXCEPTION 'what was asked, and whose it is, stand' USING ERRCODE = 'CM004';
    END IF;
  END IF;
  RETURN NEW;
END $$;

-- Words follow their case to its tenant, and go nowhere else; a file stays where its bytes are.
CREATE OR REPLACE FUNCTION console.guard_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'tenant_id' IS DISTINCT FROM to_jsonb(OLD) - 'tenant_id'
      OR (OLD.tenant_id IS NOT NULL AND NEW.tenant_id IS DISTINCT FROM
        (SELECT g.tenant_id FROM console.grievance g WHERE g.id = (to_jsonb(NEW) ->> 'grievance_id')::uuid)) THEN
    RAISE EXCEPTION 'what was written stands' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;

-- The two addresses stand with their question's subject, and not with the question.
ALTER TABLE console.approval DROP CONSTRAINT approval_params;
ALTER TABLE console.approval ADD CONSTRAINT approval_params CHECK (params IS NULL
  OR kind IN ('place_hold', 'release_hold', 'change_operator', 'correct_address') OR encode(sha256(convert_to(params, 'UTF8')), 'hex') = facts_sha256);

-- The console changes nobody's address but to the one that two people agreed upon, in this version of the case, from the one that stood.
CREATE FUNCTION console.guard_address() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM console.grievance g JOIN console.approval a ON a.subject_id = g.id AND a.kind = 'correct_address' AND a.ended_because = 'agreed'
     WHERE g.tenant_id = OLD.tenant_id AND g.member_id = OLD.id AND g.kind = 'correction' AND g.state = 'open'
       AND a.facts_sha256 = encode(sha256(convert_to(format('{"grievanceId":"%s","memberId":"%s","emailBefore":%s,"emailAfter":%s,"version":%s}',
         g.id, OLD.id, to_json(OLD.email::text), to_json(NEW.email::text), g.version), 'UTF8')), 'hex')) THEN
    RAISE EXCEPTION 'an address changes when a second person agrees' USING ERRCODE = 'CM007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_address BEFORE UPDATE OF email ON platform.team_member FOR EACH ROW
  WHEN (NEW.email IS DISTINCT FROM OLD.email AND current_user = 'callmissed_console') EXECUTE FUNCTION console.guard_address();
