-- New words for the owner's page. A word cannot be used in the transaction that adds it, so the tables follow in the next migration.
ALTER TYPE "console"."NoticeKind" ADD VALUE 'sign_in_code';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'leave_code';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'come_back_code';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'team_warned';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'export_ready';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'export_failed';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'grievance_received';
