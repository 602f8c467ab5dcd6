-- Whoever names a case without being known as its person gets a case of their own (V6), which names the other from here on: nobody closes
-- that one for want of an answer that may lie here.

SET LOCAL lock_timeout = '10s';

-- AlterTable
ALTER TABLE "console"."grievance" ADD COLUMN     "names_id" UUID;
ALTER TABLE console.grievance ADD CONSTRAINT grievance_names CHECK (names_id <> id);

-- CreateIndex
-- Each case is asked for those that name it when it is read and when it is closed; they are few, and its row is found by none of its own columns.
CREATE INDEX "grievance_names_id_idx" ON "console"."grievance"("names_id");

-- CreateIndex
-- How many cases an address opened within a day is asked with every letter that opens one, in the transaction that routes it, of a table that
-- keeps people for a year: found by the address, and of one address only the last day is read.
CREATE INDEX "grievance_person_email_created_at_idx" ON "console"."grievance_person"("email", "created_at");

-- AddForeignKey
ALTER TABLE "console"."grievance" ADD CONSTRAINT "grievance_names_id_fkey" FOREIGN KEY ("names_id") REFERENCES "console"."grievance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
