-- A second person agrees before a profile gets another address. A value of its own has to be committed before it is used.
ALTER TYPE "console"."ApprovalKind" ADD VALUE 'correct_address';
