-- Another address for a profile: bound to the very wish, and to the instant at which it changes (A3, V7, P2).
SET LOCAL lock_timeout = '10s';

-- As before, and the message that asks for it is part of what is agreed to. Its id is random and erased with the tenant: without it the
-- hash, which is kept, would say of any two addresses that somebody guesses whether they were the ones.
CREATE OR REPLACE FUNCTION console.guard_address() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM console.grievance g JOIN console.approval a ON a.subject_id = g.id AND a.kind = 'correct_address' AND a.ended_because = 'agreed'
      JOIN console.grievance_message m ON m.grievance_id = g.id AND m.correction_field = 'person_email' AND (m.author = 'person' OR m.is_asked)
     WHERE g.tenant_id = OLD.tenant_id AND g.member_id = OLD.id AND g.kind = 'correction' AND g.state = 'open'
       AND a.facts_sha256 = encode(sha256(convert_to(format('{"grievanceId":"%s","memberId":"%s","askedId":"%s","emailBefore":%s,"emailAfter":%s,"version":%s}',
         g.id, OLD.id, m.id, to_json(OLD.email::text), to_json(NEW.email::text), g.version), 'UTF8')), 'hex')) THEN
    RAISE EXCEPTION 'an address changes when a second person agrees' USING ERRCODE = 'CM007';
  END IF;
  -- When it changed is the database's word: for a week from then on whatever the owner asks takes a second person.
  NEW.email_changed_at := date_trunc('milliseconds', clock_timestamp());
  RETURN NEW;
END $$;

-- And nobody ends that week before its time.
CREATE FUNCTION console.guard_address_time() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  RAISE EXCEPTION 'when an address changed is written down as it changes' USING ERRCODE = 'CM007';
END $$;
CREATE TRIGGER guard_address_time BEFORE UPDATE OF email_changed_at ON platform.team_member FOR EACH ROW
  WHEN (NEW.email_changed_at IS DISTINCT FROM OLD.email_changed_at AND NEW.email IS NOT DISTINCT FROM OLD.email
    AND current_user = 'callmissed_console') EXECUTE FUNCTION console.guard_address_time();
