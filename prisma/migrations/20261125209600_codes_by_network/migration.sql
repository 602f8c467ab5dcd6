-- Codes to sign in count for who asks for them, so that a stranger's neither end nor pause the owner's.
ALTER TABLE "console"."owner_code" ADD COLUMN "network_hash" TEXT;
ALTER TABLE "console"."owner_code" ADD CONSTRAINT owner_code_from CHECK (purpose <> 'sign_in' OR network_hash IS NOT NULL) NOT VALID;

-- Codes that are over go within a day, and are found by their age.
CREATE INDEX "owner_code_created_at_idx" ON "console"."owner_code"("created_at");
