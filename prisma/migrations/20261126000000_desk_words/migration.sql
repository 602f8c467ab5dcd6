-- New words for the officer's desk and for what takes two people. A word cannot be used in the transaction that adds it, so the
-- tables follow in the next migration.
ALTER TYPE "console"."ApprovalKind" ADD VALUE 'change_operator';
ALTER TYPE "console"."ApprovalKind" ADD VALUE 'resume_purges';
ALTER TYPE "console"."ApprovalKind" ADD VALUE 'replay_signals';
ALTER TYPE "console"."GrievanceKind" ADD VALUE 'end_user';
ALTER TYPE "console"."LetterOutcome" ADD VALUE 'opened_case';
ALTER TYPE "console"."LetterOutcome" ADD VALUE 'added_to_case';
ALTER TYPE "console"."LetterOutcome" ADD VALUE 'routed_to_tenant';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'operator_invited';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'grievance_acknowledged';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'grievance_message';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'grievance_decided';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'grievance_closed';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'grievance_escalated';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'end_user_routed';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'end_user_request';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'profile_corrected';
