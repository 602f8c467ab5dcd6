-- A hold is agreed to and released, a doubtful request believed and a doubtful tenant let back in, only when somebody asked and
-- somebody else agreed (H1, V7, A3): the row that says so needs the approval behind it, whatever whoever writes it says. The owner of
-- the tables, who seeds and restores them, stands above that.

SET LOCAL lock_timeout = '10s';

-- Whether this person agreed to it, and this other one had asked.
CREATE FUNCTION console.was_agreed(asked_kind console."ApprovalKind", subject uuid, maker uuid, checker uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM console.approval a JOIN console.approval_agreement g ON g.approval_id = a.id
    WHERE a.kind = asked_kind AND a.subject_id = subject AND a.ended_because = 'agreed' AND a.expires_at > clock_timestamp()
      AND a.maker_id = coalesce(maker, a.maker_id) AND g.checker_id = coalesce(checker, g.checker_id) AND a.maker_id <> g.checker_id)
$$;

CREATE FUNCTION console.guard_hold_by_two() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.agreed_at IS NOT NULL OR NEW.release_asked_at IS NOT NULL OR NEW.released_at IS NOT NULL THEN
      RAISE EXCEPTION 'a hold begins placed' USING ERRCODE = 'CM007';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.agreed_at IS NOT NULL AND OLD.agreed_at IS NULL
      AND (NEW.agreed_by IS NULL OR NOT console.was_agreed('place_hold', NEW.id, NEW.placed_by, NEW.agreed_by)) THEN
    RAISE EXCEPTION 'a hold stands when a second person agrees' USING ERRCODE = 'CM007';
  END IF;
  IF NEW.released_at IS NOT NULL AND OLD.released_at IS NULL THEN
    IF NEW.ended_because = 'released' AND (NEW.release_asked_by IS NULL OR NEW.released_by IS NULL
        OR NOT console.was_agreed('release_hold', NEW.id, NEW.release_asked_by, NEW.released_by)) THEN
      RAISE EXCEPTION 'a hold is released when a second person agrees' USING ERRCODE = 'CM007';
    END IF;
    IF NEW.ended_because = 'lapsed' AND NEW.lapses_at > clock_timestamp() THEN
      RAISE EXCEPTION 'a hold lapses after 48 hours' USING ERRCODE = 'CM007';
    END IF;
    IF NEW.ended_because = 'declined' AND NOT EXISTS (SELECT 1 FROM console.approval a
        WHERE a.kind = 'place_hold' AND a.subject_id = NEW.id AND a.ended_because = 'declined') THEN
      RAISE EXCEPTION 'a hold is declined by the second person who was asked' USING ERRCODE = 'CM007';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_hold_begins BEFORE INSERT ON console.legal_hold FOR EACH ROW
  WHEN (starts_with(current_user::text, 'callmissed_')) EXECUTE FUNCTION console.guard_hold_by_two();
CREATE TRIGGER guard_hold_by_two BEFORE UPDATE ON console.legal_hold FOR EACH ROW
  WHEN (starts_with(current_user::text, 'callmissed_')) EXECUTE FUNCTION console.guard_hold_by_two();

-- Whether believing this takes two people now (V7, §11). server/deletion/lifecycle.ts says the same; a test compares the two. Where
-- nobody may believe it at all, two people may not either: that counts as taking two.
CREATE FUNCTION console.belief_takes_two(r console.deletion_request, proves text) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  owner platform.team_member;
  changed timestamptz;
  since timestamptz;
  best record;
BEGIN
  SELECT * INTO owner FROM platform.team_member m WHERE m.tenant_id = r.tenant_id AND m.role = 'owner' LIMIT 1;
  changed := greatest(owner.email_changed_at, owner.became_owner_at);
  IF changed > clock_timestamp() - interval '168 hours' THEN RETURN true; END IF;
  since := changed;
  IF proves = 'return' THEN
    SELECT greatest(w.received_at, changed) INTO since FROM console.return_request w WHERE w.request_id = r.id AND w.ended_at IS NULL LIMIT 1;
    IF NOT FOUND THEN RETURN true; END IF;
  END IF;
  IF EXISTS (SELECT 1 FROM console.confirmation c WHERE c.request_id = r.id AND c.purpose::text = proves AND c.member_id = owner.id
      AND c.is_in_person AND c.confirmed_at IS NOT NULL AND (since IS NULL OR c.confirmed_at >= since)) THEN RETURN false; END IF;
  -- The best letter, as verification.ts chooses it: a check that is missing failed, and whoever is not the owner any more sent none.
  SELECT count(*) FILTER (WHERE v.verdict = 'inconclusive') > 0 AS doubtful, count(*) FILTER (WHERE v.verdict <> 'failed') < 4 AS fails INTO best
    FROM (SELECT e.letter_id, m.received_at, CASE WHEN e."check" = 'owner' AND r.tenant_id IS NOT NULL
              AND lower(m.from_address) IS DISTINCT FROM owner.email THEN 'failed' ELSE e.verdict::text END AS verdict
            FROM console.verification e JOIN console.inbound_mail m ON m.id = e.letter_id
           WHERE e.request_id = r.id AND m.intent::text = CASE proves WHEN 'return' THEN 'reactivation' ELSE proves END) v
   GROUP BY v.letter_id, v.received_at
   ORDER BY count(*) FILTER (WHERE v.verdict <> 'failed') = 4 DESC,
     sum(CASE v.verdict WHEN 'passed' THEN 2 WHEN 'inconclusive' THEN 1 ELSE 0 END) DESC, v.received_at LIMIT 1;
  IF NOT FOUND THEN RETURN proves = 'deletion' AND r.channel = 'mail'; END IF;
  RETURN best.doubtful OR (best.fails AND (proves = 'return' OR r.channel = 'mail'));
END $$;

CREATE FUNCTION console.guard_belief() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF NEW.state = 'verified' AND console.belief_takes_two(NEW, 'deletion') AND NOT console.was_agreed('verify_request', NEW.id, NULL, NULL) THEN
    RAISE EXCEPTION 'what is doubtful is believed by two people' USING ERRCODE = 'CM007';
  END IF;
  -- The officer's open order stands for the owner's proof, and the officer and whoever carries it out are two people (G4).
  IF NEW.state = 'reactivated' AND console.belief_takes_two(NEW, 'return') AND NOT console.was_agreed('verify_return', NEW.id, NULL, NULL)
      AND NOT EXISTS (SELECT 1 FROM console.grievance_order o WHERE o.request_id = NEW.id AND o.kind = 'reactivate' AND o.state = 'open') THEN
    RAISE EXCEPTION 'what is doubtful is believed by two people' USING ERRCODE = 'CM007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_belief BEFORE UPDATE ON console.deletion_request FOR EACH ROW
  WHEN (NEW.state <> OLD.state AND NEW.state IN ('verified', 'reactivated') AND starts_with(current_user::text, 'callmissed_'))
  EXECUTE FUNCTION console.guard_belief();
