-- What the database insists on about who works here (A2, A3), whatever the code above it believes: whoever holds the console's
-- password can end access, and cannot give any. The owner of the tables, who seeds and restores them, stands above that.

SET LOCAL lock_timeout = '10s';

-- A change stands as it was asked; it is applied or it ends, once. One at a time of each person and of each address.
ALTER TABLE console.operator_change
  ADD CONSTRAINT operator_change_ended CHECK ((ended_at IS NULL) = (ended_because IS NULL) AND (applied_at IS NULL OR ended_at IS NULL)),
  ADD CONSTRAINT operator_change_invitation CHECK (is_invitation = (email IS NOT NULL) AND is_invitation = (name IS NOT NULL) AND NOT (is_invitation AND from_role IS NOT NULL)),
  ADD CONSTRAINT operator_change_changes CHECK (from_role <> to_role);
CREATE UNIQUE INDEX operator_change_one_open ON console.operator_change (operator_id) WHERE applied_at IS NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX operator_change_one_address ON console.operator_change (email) WHERE applied_at IS NULL AND ended_at IS NULL;
CREATE FUNCTION console.guard_operator_change() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.applied_at IS NOT NULL OR NEW.ended_at IS NOT NULL THEN RAISE EXCEPTION 'a change begins as asked' USING ERRCODE = 'CM007'; END IF;
  ELSIF OLD.applied_at IS NOT NULL OR OLD.ended_at IS NOT NULL
      OR to_jsonb(NEW) - '{applied_at,ended_at,ended_because}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{applied_at,ended_at,ended_because}'::text[] THEN
    RAISE EXCEPTION 'what was asked stands, and so does what came of it' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_operator_change_begins BEFORE INSERT ON console.operator_change FOR EACH ROW
  WHEN (starts_with(current_user::text, 'callmissed_')) EXECUTE FUNCTION console.guard_operator_change();
CREATE TRIGGER guard_operator_change BEFORE UPDATE ON console.operator_change FOR EACH ROW EXECUTE FUNCTION console.guard_operator_change();

-- Whoever works here has signed in, has not left, and has one of these roles.
CREATE FUNCTION console.has_signed_in_as(person uuid, roles text[]) RETURNS boolean LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM console.operator o
    WHERE o.id = person AND o.subject IS NOT NULL AND o.ended_at IS NULL AND o.role::text = ANY (roles))
$$;
-- Who may ask for a role and who may agree. server/operator/permissions.ts holds the same; a test compares them.
CREATE FUNCTION console.operator_roles(act text) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT CASE act WHEN 'ask' THEN ARRAY['admin'] WHEN 'agree' THEN ARRAY['admin', 'grievance_officer'] END
$$;

-- A role is given by two people: this uses up the one change they agreed to, so that it gives a role once. Only this function writes
-- that a change was applied.
GRANT CREATE ON SCHEMA console TO callmissed_seal;
GRANT SELECT ON console.operator, console.operator_change, console.approval TO callmissed_seal;
GRANT UPDATE (applied_at) ON console.operator_change TO callmissed_seal;
GRANT EXECUTE ON FUNCTION console.has_signed_in_as(uuid, text[]), console.operator_roles(text) TO callmissed_seal;
SET ROLE callmissed_seal;
CREATE FUNCTION console.guard_operator() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  had console."OperatorRole";
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.subject IS NOT NULL OR NEW.ended_at IS NOT NULL OR NEW.last_seen_at IS NOT NULL THEN
      RAISE EXCEPTION 'somebody new has not signed in yet' USING ERRCODE = 'CM007';
    END IF;
  ELSE
    IF (NEW.id, NEW.created_at) IS DISTINCT FROM (OLD.id, OLD.created_at) OR (OLD.subject IS NOT NULL AND NEW.subject IS DISTINCT FROM OLD.subject) THEN
      RAISE EXCEPTION 'who somebody is stands' USING ERRCODE = 'CM004';
    END IF;
    IF OLD.subject IS NULL AND (NEW.email <> OLD.email OR (NEW.subject IS NOT NULL AND OLD.ended_at IS NOT NULL)) THEN
      RAISE EXCEPTION 'an invitation is to one address, and while it stands' USING ERRCODE = 'CM004';
    END IF;
    IF OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at AND NEW.ended_at IS NOT NULL THEN
      RAISE EXCEPTION 'what has ended stays ended' USING ERRCODE = 'CM004';
    END IF;
    -- To end access takes one person only: that is the safe direction.
    IF NEW.role = OLD.role AND (OLD.ended_at IS NULL OR NEW.ended_at IS NOT NULL) THEN RETURN NEW; END IF;
    IF NEW.ended_at IS NOT NULL THEN RAISE EXCEPTION 'somebody who left has no role' USING ERRCODE = 'CM004'; END IF;
    IF OLD.ended_at IS NULL THEN had := OLD.role; END IF;
  END IF;
  UPDATE console.operator_change c SET applied_at = date_trunc('milliseconds', clock_timestamp())
    WHERE c.operator_id = NEW.id AND c.to_role = NEW.role AND c.from_role IS NOT DISTINCT FROM had AND c.is_invitation = (TG_OP = 'INSERT')
      AND (NOT c.is_invitation OR (c.email, c.name) = (NEW.email, NEW.name)) AND c.applied_at IS NULL AND c.ended_at IS NULL
      AND EXISTS (SELECT 1 FROM console.approval a WHERE a.kind = 'change_operator' AND a.subject_id = c.id AND a.ended_because = 'agreed'
        AND a.maker_id = c.asked_by AND a.checker_id <> a.maker_id AND a.checker_id <> c.operator_id
        AND console.has_signed_in_as(a.maker_id, console.operator_roles('ask'))
        AND console.has_signed_in_as(a.checker_id, console.operator_roles('agree')));
  IF NOT FOUND THEN RAISE EXCEPTION 'two people give a role, and this is none that they gave' USING ERRCODE = 'CM007'; END IF;
  RETURN NEW;
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA console FROM callmissed_seal;
CREATE TRIGGER guard_operator BEFORE INSERT OR UPDATE ON console.operator FOR EACH ROW
  WHEN (starts_with(current_user::text, 'callmissed_')) EXECUTE FUNCTION console.guard_operator();

-- The last admin who can sign in stays: nobody could invite anybody any more. Of two who remove each other at the same instant the
-- second waits for the first here, and then sees what the first did, which takes READ COMMITTED.
CREATE FUNCTION console.guard_last_admin() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'roles are changed at READ COMMITTED only' USING ERRCODE = 'CM003';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('callmissed operators', 0));
  IF NOT EXISTS (SELECT 1 FROM console.operator o WHERE o.id <> OLD.id AND o.role = 'admin' AND o.ended_at IS NULL AND o.subject IS NOT NULL) THEN
    RAISE EXCEPTION 'the last admin stays' USING ERRCODE = 'CM007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_last_admin BEFORE UPDATE ON console.operator FOR EACH ROW
  WHEN (OLD.role = 'admin' AND OLD.ended_at IS NULL AND OLD.subject IS NOT NULL
    AND (NEW.role <> 'admin' OR NEW.ended_at IS NOT NULL OR NEW.subject IS NULL))
  EXECUTE FUNCTION console.guard_last_admin();

-- A session that was ended opens nothing any more, and is nobody else's.
CREATE TRIGGER guard_ended BEFORE UPDATE ON console.operator_session FOR EACH ROW EXECUTE FUNCTION console.guard_ended();

-- The history of one person on the operators' page. Events about operators are few among many, so the index is small, and the book
-- pays for it only where one of them is written.
CREATE INDEX audit_event_of_operator ON console.audit_event ((payload->>'operatorId'), id DESC) WHERE type LIKE 'operator.%';

-- Who may write what.
GRANT INSERT ON console.operator_change TO callmissed_console;
GRANT UPDATE (ended_at, ended_because) ON console.operator_change TO callmissed_console;
