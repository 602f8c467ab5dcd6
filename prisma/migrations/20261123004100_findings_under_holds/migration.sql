-- What hangs on a letter is kept with it: its findings and its marks. Both are deleted before the letter is, so it can still be asked.
CREATE TRIGGER hold_delete AFTER DELETE ON console.verification REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION console.guard_hold('(SELECT m.about_tenant_id FROM console.inbound_mail m WHERE m.id = o.letter_id)', 'letter');
CREATE TRIGGER hold_delete AFTER DELETE ON console.seen_mark REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION console.guard_hold('(SELECT m.about_tenant_id FROM console.inbound_mail m WHERE m.id = o.letter_id)', 'letter');

-- Whoever ends a hold in the middle of a purge writes the owner a notice; the class of notices is opened again, so that it goes too.
GRANT UPDATE (finished_at) ON console.purge_step TO callmissed_console;
