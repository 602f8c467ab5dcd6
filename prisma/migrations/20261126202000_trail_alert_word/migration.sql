-- The audit trail does not verify: somebody must look. A word cannot be used in the transaction that adds it.
ALTER TYPE "console"."AlertKind" ADD VALUE 'audit_trail_bent';
