-- Refunds (R1 to R6): what is asked, granted and paid out, its documents, and what gateways say of it.
-- Two of the sealed tables get a new column, so their fingerprints read differently from now on. Those that are still true are
-- taken afresh below; one that is not true any more stays as it is, and goes on saying so when its owner wants to come back (L5).
SET ROLE callmissed_seal;
GRANT EXECUTE ON FUNCTION platform.digest_table(uuid, text) TO SESSION_USER;
RESET ROLE;
CREATE TEMPORARY TABLE still_true AS
  SELECT s.deactivation_id, s.moment, s.table_name, d.tenant_id FROM console.seal_digest s
    JOIN console.deactivation d ON d.id = s.deactivation_id AND d.ended_at IS NULL
    CROSS JOIN LATERAL platform.digest_table(d.tenant_id, s.table_name) f
  WHERE s.table_name IN ('purchase', 'credit_entry') AND f.rows = s.rows AND f.digest = s.digest;

-- CreateEnum
CREATE TYPE "platform"."PaymentGateway" AS ENUM ('cashfree', 'razorpay');

-- CreateEnum
CREATE TYPE "console"."RefundState" AS ENUM ('requested', 'granted', 'submitted', 'pending', 'succeeded', 'failed', 'reversed', 'declined');

-- CreateEnum
CREATE TYPE "console"."RefundReason" AS ENUM ('unused_credits', 'bought_by_mistake', 'bought_twice', 'wrong_amount', 'service_problem', 'other');

-- CreateEnum
CREATE TYPE "console"."RefundTrouble" AS ENUM ('no_longer_payable', 'refused', 'failed', 'reversed', 'unknown_too_long', 'amount_differs', 'paid_after_all');

-- CreateEnum
CREATE TYPE "console"."GatewayEventOutcome" AS ENUM ('applied', 'ignored', 'unknown_refund');

-- CreateEnum
CREATE TYPE "console"."DifferenceKind" AS ENUM ('unknown_at_us', 'missing_at_gateway', 'amount_differs', 'state_differs');

-- AlterTable
ALTER TABLE "console"."alert" ADD COLUMN     "difference_id" UUID,
ADD COLUMN     "refund_id" UUID;

-- AlterTable
ALTER TABLE "console"."approval" ADD COLUMN     "needed" SMALLINT NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "platform"."credit_entry" ADD COLUMN     "refund_id" UUID;

-- AlterTable
ALTER TABLE "platform"."purchase" ADD COLUMN     "gateway" "platform"."PaymentGateway" NOT NULL DEFAULT 'cashfree',
ADD COLUMN     "payment_id" TEXT;

-- CreateTable
CREATE TABLE "console"."approval_agreement" (
    "approval_id" UUID NOT NULL,
    "checker_id" UUID NOT NULL,
    "agreed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_agreement_pkey" PRIMARY KEY ("approval_id","checker_id")
);

-- CreateTable
CREATE TABLE "console"."refund" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "tenant_id" UUID NOT NULL,
    "purchase_id" UUID NOT NULL,
    "channel" "console"."RequestChannel" NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "lodged_by" UUID,
    "letter_id" UUID,
    "reason" "console"."RefundReason" NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'INR',
    "amount_paise" BIGINT NOT NULL,
    "credits_paise" BIGINT NOT NULL,
    "state" "console"."RefundState" NOT NULL DEFAULT 'requested',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "state_changed_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "maker_id" UUID,
    "checkers_needed" SMALLINT NOT NULL DEFAULT 0,
    "granted_at" TIMESTAMPTZ(3),
    "declined_because" TEXT,
    "gateway" "platform"."PaymentGateway" NOT NULL,
    "gateway_refund_id" TEXT,
    "gateway_reference" TEXT,
    "bank_reference" TEXT,
    "submitted_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "asked_at" TIMESTAMPTZ(3),
    "next_ask_at" TIMESTAMPTZ(3),
    "failure_code" TEXT,
    "trouble" "console"."RefundTrouble",
    "trouble_since" TIMESTAMPTZ(3),
    "retry_of_id" UUID,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."credit_note" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "refund_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "financial_year" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "kind" "platform"."PurchaseKind" NOT NULL,
    "invoice_number" TEXT NOT NULL,
    "invoice_on" DATE NOT NULL,
    "recipient_name" TEXT NOT NULL,
    "recipient_gstin" TEXT,
    "place_of_supply" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_paise" BIGINT NOT NULL,
    "taxable_paise" BIGINT NOT NULL,
    "cgst_paise" BIGINT NOT NULL,
    "sgst_paise" BIGINT NOT NULL,
    "igst_paise" BIGINT NOT NULL,
    "reversed_at" TIMESTAMPTZ(3),

    CONSTRAINT "credit_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."credit_note_series" (
    "financial_year" TEXT NOT NULL,
    "last_number" INTEGER NOT NULL,

    CONSTRAINT "credit_note_series_pkey" PRIMARY KEY ("financial_year")
);

-- CreateTable
CREATE TABLE "console"."gateway_event" (
    "id" UUID NOT NULL,
    "gateway" "platform"."PaymentGateway" NOT NULL,
    "event_id" TEXT NOT NULL,
    "body_sha256" TEXT NOT NULL,
    "tenant_id" UUID,
    "refund_id" UUID,
    "gateway_refund_id" TEXT,
    "gateway_reference" TEXT,
    "status" TEXT NOT NULL,
    "amount_paise" BIGINT NOT NULL,
    "bank_reference" TEXT,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" "console"."GatewayEventOutcome" NOT NULL,

    CONSTRAINT "gateway_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."refund_difference" (
    "id" UUID NOT NULL,
    "kind" "console"."DifferenceKind" NOT NULL,
    "gateway" "platform"."PaymentGateway" NOT NULL,
    "tenant_id" UUID,
    "refund_id" UUID,
    "gateway_refund_id" TEXT NOT NULL,
    "gateway_reference" TEXT,
    "our_state" TEXT,
    "their_state" TEXT,
    "our_paise" BIGINT,
    "their_paise" BIGINT,
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_because" TEXT,
    "ended_by" UUID,

    CONSTRAINT "refund_difference_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "refund_number_key" ON "console"."refund"("number");

-- CreateIndex
CREATE UNIQUE INDEX "refund_gateway_refund_id_key" ON "console"."refund"("gateway_refund_id");

-- CreateIndex
CREATE UNIQUE INDEX "refund_retry_of_id_key" ON "console"."refund"("retry_of_id");

-- CreateIndex
CREATE INDEX "refund_tenant_id_requested_at_idx" ON "console"."refund"("tenant_id", "requested_at" DESC);

-- CreateIndex
CREATE INDEX "refund_purchase_id_idx" ON "console"."refund"("purchase_id");

-- CreateIndex
CREATE INDEX "refund_state_due_at_id_idx" ON "console"."refund"("state", "due_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "credit_note_refund_id_key" ON "console"."credit_note"("refund_id");

-- CreateIndex
CREATE UNIQUE INDEX "credit_note_number_key" ON "console"."credit_note"("number");

-- CreateIndex
CREATE INDEX "credit_note_issued_at_id_idx" ON "console"."credit_note"("issued_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "credit_note_tenant_id_idx" ON "console"."credit_note"("tenant_id");

-- CreateIndex
CREATE INDEX "gateway_event_refund_id_idx" ON "console"."gateway_event"("refund_id");

-- CreateIndex
CREATE INDEX "gateway_event_tenant_id_idx" ON "console"."gateway_event"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "gateway_event_gateway_event_id_key" ON "console"."gateway_event"("gateway", "event_id");

-- CreateIndex
CREATE INDEX "refund_difference_tenant_id_idx" ON "console"."refund_difference"("tenant_id");

-- CreateIndex
CREATE INDEX "refund_difference_found_at_id_idx" ON "console"."refund_difference"("found_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "console"."approval_agreement" ADD CONSTRAINT "approval_agreement_approval_id_fkey" FOREIGN KEY ("approval_id") REFERENCES "console"."approval"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."credit_note" ADD CONSTRAINT "credit_note_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "console"."refund"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The fingerprints that were true before are taken afresh, with the new columns.
UPDATE console.seal_digest s SET rows = f.rows, digest = f.digest
  FROM still_true u CROSS JOIN LATERAL platform.digest_table(u.tenant_id, u.table_name) f
  WHERE (s.deactivation_id, s.moment, s.table_name) = (u.deactivation_id, u.moment, u.table_name);
DROP TABLE still_true;
SET ROLE callmissed_seal;
REVOKE EXECUTE ON FUNCTION platform.digest_table(uuid, text) FROM SESSION_USER;
RESET ROLE;
