-- Somebody answers a mail of the desk from an address that is no longer on record. A word cannot be used in the transaction that adds it.
ALTER TYPE "console"."AlertKind" ADD VALUE 'correction_disputed';
