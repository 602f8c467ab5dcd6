-- An order to let a tenant back in stands for the owner's proof and for the second person (G4): it does so only while whoever gave it
-- works here as a grievance officer. The same function as before, with who ordered it looked at now.

SET LOCAL lock_timeout = '10s';

CREATE OR REPLACE FUNCTION console.guard_belief() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF NEW.state = 'verified' AND console.belief_takes_two(NEW, 'deletion') AND NOT console.was_agreed('verify_request', NEW.id, NULL, NULL) THEN
    RAISE EXCEPTION 'what is doubtful is believed by two people' USING ERRCODE = 'CM007';
  END IF;
  -- The officer's open order stands for the owner's proof, and the officer and whoever carries it out are two people (G4).
  IF NEW.state = 'reactivated' AND console.belief_takes_two(NEW, 'return') AND NOT console.was_agreed('verify_return', NEW.id, NULL, NULL)
      AND NOT EXISTS (SELECT 1 FROM console.grievance_order o WHERE o.request_id = NEW.id AND o.kind = 'reactivate' AND o.state = 'open'
        AND console.works_here(o.ordered_by, ARRAY['grievance_officer'])) THEN
    RAISE EXCEPTION 'what is doubtful is believed by two people' USING ERRCODE = 'CM007';
  END IF;
  RETURN NEW;
END $$;
