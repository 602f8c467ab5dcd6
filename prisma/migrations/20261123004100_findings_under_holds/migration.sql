-- What hangs on a letter is kept with it: its findings and its marks. Both are deleted before the letter is, so it can still be asked.
CREATE TRIGGER hold_delete AFTER DELETE ON console.verification REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION console.guard_hold('(SELECT m.about_tenant_id FROM console.inbound_mail m WHERE m.id = o.letter_id)', 'letter');
CREATE TRIGGER hold_delete AFTER DELETE ON console.seen_mark REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION console.guard_hold('(SELECT m.about_tenant_id FROM console.inbound_mail m WHERE m.id = o.letter_id)', 'letter');

-- Whoever ends a hold in the middle of a purge writes the owner a notice; the class of notices is opened again, so that it goes too.
GRANT UPDATE (finished_at) ON console.purge_step TO callmissed_console;

-- A hold can lie on an active tenant, whose own people delete through the platform. The seal has nothing to say there, so the
-- hold says it itself, to whoever deletes (H2). The platform's role does not see the console's schema; the guard does.
ALTER FUNCTION console.guard_hold() SECURITY DEFINER SET search_path = '';
REVOKE ALL ON FUNCTION console.guard_hold() FROM PUBLIC;
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'platform' AND c.relkind = 'r' LOOP
    EXECUTE format('CREATE TRIGGER hold_delete AFTER DELETE ON platform.%I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION console.guard_hold(%L, %L)',
      name, CASE WHEN name = 'tenant' THEN 'o.id' ELSE 'o.tenant_id' END, name);
  END LOOP;
END $$;
