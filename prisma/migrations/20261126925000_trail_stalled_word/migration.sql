-- The audit trail is not linked or not signed although it should be: somebody must look. A word cannot be used in the transaction that adds it.
ALTER TYPE "console"."AlertKind" ADD VALUE 'audit_trail_stalled';
