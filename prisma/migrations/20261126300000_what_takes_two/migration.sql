-- What takes two people, shown exactly (A3): the parameters that the hash covers stay with the question, purges go on and everything
-- dead is sent again only when two people say so.
SET LOCAL lock_timeout = '10s';

-- AlterTable
ALTER TABLE "console"."approval" ADD COLUMN     "params" TEXT;

-- CreateIndex: what somebody asked for, newest first.
CREATE INDEX "approval_maker_id_created_at_id_idx" ON "console"."approval"("maker_id", "created_at" DESC, "id" DESC);
-- What waits for people: a handful among years of ended ones, asked for on every page load of Today.
CREATE INDEX approval_waiting ON console.approval (created_at DESC, id DESC) WHERE ended_at IS NULL;

-- Text, not jsonb: a hash is over bytes, and jsonb reorders keys. Where free text is left out (names of courts and people), the
-- room that shows it puts it in again and computes the hash itself.
ALTER TABLE console.approval ADD CONSTRAINT approval_params CHECK (params IS NULL
  OR kind IN ('place_hold', 'release_hold', 'change_operator') OR encode(sha256(convert_to(params, 'UTF8')), 'hex') = facts_sha256);
CREATE OR REPLACE FUNCTION console.guard_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.kind, NEW.subject_id, NEW.facts_sha256, NEW.params, NEW.maker_id, NEW.needed)
        IS DISTINCT FROM (OLD.id, OLD.kind, OLD.subject_id, OLD.facts_sha256, OLD.params, OLD.maker_id, OLD.needed)
      OR ((NEW.created_at, NEW.expires_at) IS DISTINCT FROM (OLD.created_at, OLD.expires_at) AND starts_with(current_user::text, 'callmissed_')) THEN
    RAISE EXCEPTION 'what was asked of a second person stands' USING ERRCODE = 'CM004';
  END IF;
  IF OLD.ended_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'an ended approval stays ended' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;

-- Stopping is one person's act at once, because it is the safe direction; going on is what one asked for and another agreed to.
CREATE FUNCTION console.guard_purges_resumed() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM console.approval a JOIN console.approval_agreement g ON g.approval_id = a.id
      WHERE a.kind = 'resume_purges' AND a.subject_id = NEW.id AND a.ended_because = 'agreed'
        AND g.checker_id = NEW.resumed_by AND a.maker_id <> NEW.resumed_by) THEN
    RAISE EXCEPTION 'purges go on when a second person agrees' USING ERRCODE = 'CM007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_purges_resumed BEFORE UPDATE ON console.purge_stop FOR EACH ROW
  WHEN (NEW.resumed_at IS NOT NULL AND OLD.resumed_at IS NULL AND starts_with(current_user::text, 'callmissed_'))
  EXECUTE FUNCTION console.guard_purges_resumed();

-- More than one dead delivery of an endpoint at once: only those that were dead when it was asked for, and only when agreed to.
CREATE FUNCTION console.guard_bulk_replay() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM (
      SELECT o.endpoint_id, max(o.dead_at) AS newest FROM old_rows o JOIN new_rows n ON n.id = o.id
       WHERE o.dead_at IS NOT NULL AND n.dead_at IS NULL GROUP BY o.endpoint_id HAVING count(*) > 1) r
    WHERE NOT EXISTS (SELECT 1 FROM console.approval a WHERE a.kind = 'replay_signals' AND a.subject_id = r.endpoint_id
      AND a.ended_because = 'agreed' AND (a.params::json ->> 'deadUpTo')::timestamptz >= r.newest)) THEN
    RAISE EXCEPTION 'everything dead is sent again when a second person agrees' USING ERRCODE = 'CM007';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_bulk_replay AFTER UPDATE ON console.signal_delivery REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT WHEN (starts_with(current_user::text, 'callmissed_')) EXECUTE FUNCTION console.guard_bulk_replay();
