-- New words for refunds. A word cannot be used in the transaction that adds it, so the tables follow in the next migration.
ALTER TYPE "console"."AlertKind" ADD VALUE 'refund_needs_person';
ALTER TYPE "console"."AlertKind" ADD VALUE 'refund_reversed';
ALTER TYPE "console"."AlertKind" ADD VALUE 'refunds_differ';
ALTER TYPE "console"."AlertKind" ADD VALUE 'purge_waits_for_payout';
ALTER TYPE "console"."ApprovalKind" ADD VALUE 'grant_refund';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'refund_received';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'refund_declined';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'refund_succeeded';
ALTER TYPE "console"."NoticeKind" ADD VALUE 'refund_returned';
ALTER TYPE "platform"."CreditEntryKind" ADD VALUE 'refund_return';
