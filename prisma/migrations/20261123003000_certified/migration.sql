-- "Purged" needs its certificate in the erasure ledger (P6, P8), or a replay of an erasure that stands there already.
CREATE FUNCTION console.guard_certified() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM console.deletion_certificate c WHERE c.request_id = NEW.id AND c.ledger_number IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM console.erasure_replay e WHERE e.tenant_id = NEW.tenant_id) THEN
    RAISE EXCEPTION 'purged is said only once the certificate stands in the erasure ledger' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_certified BEFORE UPDATE ON console.deletion_request FOR EACH ROW
  WHEN (NEW.state = 'purged' AND OLD.state <> 'purged') EXECUTE FUNCTION console.guard_certified();

-- The replay's role opens and closes an erasure and signs the book; everything else is done by the purge's role.
GRANT SELECT (id) ON console.audit_event TO callmissed_replay;
