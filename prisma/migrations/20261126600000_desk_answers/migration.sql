-- Answers that no mail carries, and corrections of a profile.

SET LOCAL lock_timeout = '10s';

-- AlterTable
ALTER TABLE "console"."grievance_message" ADD COLUMN     "told_at" TIMESTAMPTZ(3),
ADD COLUMN     "told_by" TEXT;

ALTER TABLE console.grievance_message
  ADD CONSTRAINT grievance_message_told CHECK ((told_by IS NULL) = (told_at IS NULL)
    AND (told_by IS NULL OR told_by IN ('telephone', 'post', 'in_person') AND author = 'officer'));

-- The console corrects a profile (DPDPA s.12), these columns and no others, and only of a tenant that has a correction open: the
-- policy reads the case. The seal's trigger binds as before, so nothing of a sealed tenant is corrected. An address that changed says
-- when, which is what makes a second person needed for a week (V7).
GRANT UPDATE (name, email, phone, email_changed_at) ON platform.team_member TO callmissed_console;
GRANT UPDATE (name, name_normalised, gstin) ON platform.tenant TO callmissed_console;
CREATE POLICY console_corrects ON platform.team_member FOR UPDATE TO callmissed_console USING (EXISTS (
  SELECT 1 FROM console.grievance g WHERE g.tenant_id = team_member.tenant_id AND g.member_id = team_member.id AND g.kind = 'correction' AND g.state = 'open'));
CREATE POLICY console_corrects ON platform.tenant FOR UPDATE TO callmissed_console USING (EXISTS (
  SELECT 1 FROM console.grievance g WHERE g.tenant_id = tenant.id AND g.kind = 'correction' AND g.state = 'open'));
