-- A credit note is drawn from its row, whenever somebody asks for it, and has to look as it did on its first day (R6): so the row
-- says who issued it and at what rate, and what was known of the payment then. No note has been issued before this migration.
ALTER TABLE "console"."credit_note" ADD COLUMN "supplier_name" TEXT NOT NULL,
ADD COLUMN "supplier_address" TEXT NOT NULL,
ADD COLUMN "supplier_gstin" TEXT NOT NULL,
ADD COLUMN "gst_percent" SMALLINT NOT NULL,
ADD COLUMN "bank_reference" TEXT;
ALTER TABLE "console"."credit_note" ADD CONSTRAINT credit_note_rate CHECK (gst_percent BETWEEN 0 AND 100 AND (gst_percent > 0 OR taxable_paise = amount_paise));
