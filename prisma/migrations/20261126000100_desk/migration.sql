-- The officer's desk, roles given by two people, and the links of the audit chain.
-- CreateEnum
CREATE TYPE "console"."GrievanceOutcome" AS ENUM ('upheld', 'partly', 'refused');

-- CreateEnum
CREATE TYPE "console"."OrderKind" AS ENUM ('pause_act', 'review_refund', 'reactivate', 'place_hold');

-- CreateEnum
CREATE TYPE "console"."OrderState" AS ENUM ('open', 'done', 'declined', 'withdrawn', 'lapsed');

-- AlterTable
ALTER TABLE "console"."grievance" ADD COLUMN     "answered_at" TIMESTAMPTZ(3),
ADD COLUMN     "assignee_id" UUID,
ADD COLUMN     "decided_at" TIMESTAMPTZ(3),
ADD COLUMN     "decided_by" UUID,
ADD COLUMN     "handed_in" TEXT,
ADD COLUMN     "lodged_by" UUID,
ADD COLUMN     "merged_into_id" UUID,
ADD COLUMN     "outcome" "console"."GrievanceOutcome";

-- AlterTable
ALTER TABLE "console"."grievance_message" ADD COLUMN     "correction_from" TEXT,
ADD COLUMN     "letter_id" UUID;

-- AlterTable
ALTER TABLE "console"."inbound_mail" ADD COLUMN     "grievance_id" UUID;

-- AlterTable
ALTER TABLE "console"."operator" ALTER COLUMN "subject" DROP NOT NULL;

-- AlterTable
ALTER TABLE "console"."operator_session" ADD COLUMN     "authenticated_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "console"."audit_link" (
    "seq" BIGINT NOT NULL,
    "event_id" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_link_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "console"."grievance_person" (
    "id" UUID NOT NULL,
    "grievance_id" UUID NOT NULL,
    "tenant_id" UUID,
    "name" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "postal" TEXT,
    "is_proven" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "grievance_person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."grievance_note" (
    "id" UUID NOT NULL,
    "grievance_id" UUID NOT NULL,
    "tenant_id" UUID,
    "author_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "grievance_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."grievance_escalation" (
    "grievance_id" UUID NOT NULL,
    "step" SMALLINT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "escalated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "grievance_escalation_pkey" PRIMARY KEY ("grievance_id","step")
);

-- CreateTable
CREATE TABLE "console"."grievance_order" (
    "id" UUID NOT NULL,
    "grievance_id" UUID NOT NULL,
    "kind" "console"."OrderKind" NOT NULL,
    "state" "console"."OrderState" NOT NULL DEFAULT 'open',
    "tenant_id" UUID,
    "request_id" UUID,
    "refund_id" UUID,
    "hold_id" UUID,
    "ordered_by" UUID NOT NULL,
    "ordered_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_by" UUID,
    "taken_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,
    "ended_because" TEXT,

    CONSTRAINT "grievance_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."operator_change" (
    "id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "is_invitation" BOOLEAN NOT NULL,
    "email" TEXT,
    "name" TEXT,
    "from_role" "console"."OperatorRole",
    "to_role" "console"."OperatorRole" NOT NULL,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_because" TEXT,

    CONSTRAINT "operator_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_link_event_id_key" ON "console"."audit_link"("event_id");

-- CreateIndex
CREATE UNIQUE INDEX "grievance_person_grievance_id_key" ON "console"."grievance_person"("grievance_id");

-- CreateIndex
CREATE INDEX "grievance_person_tenant_id_idx" ON "console"."grievance_person"("tenant_id");

-- CreateIndex
CREATE INDEX "grievance_note_grievance_id_written_at_id_idx" ON "console"."grievance_note"("grievance_id", "written_at", "id");

-- CreateIndex
CREATE INDEX "grievance_note_tenant_id_idx" ON "console"."grievance_note"("tenant_id");

-- CreateIndex
CREATE INDEX "grievance_order_grievance_id_idx" ON "console"."grievance_order"("grievance_id");

-- CreateIndex
CREATE INDEX "grievance_order_request_id_idx" ON "console"."grievance_order"("request_id");

-- CreateIndex
CREATE INDEX "grievance_order_refund_id_idx" ON "console"."grievance_order"("refund_id");

-- CreateIndex
CREATE INDEX "grievance_order_tenant_id_idx" ON "console"."grievance_order"("tenant_id");

-- CreateIndex
CREATE INDEX "grievance_order_state_due_at_id_idx" ON "console"."grievance_order"("state", "due_at", "id");

-- CreateIndex
CREATE INDEX "operator_change_operator_id_idx" ON "console"."operator_change"("operator_id");

-- CreateIndex
CREATE INDEX "approval_created_at_id_idx" ON "console"."approval"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "grievance_received_at_id_idx" ON "console"."grievance"("received_at", "id");

-- CreateIndex
CREATE INDEX "grievance_merged_into_id_idx" ON "console"."grievance"("merged_into_id");

-- CreateIndex
CREATE INDEX "inbound_mail_grievance_id_idx" ON "console"."inbound_mail"("grievance_id");

-- AddForeignKey
ALTER TABLE "console"."grievance" ADD CONSTRAINT "grievance_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "console"."grievance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."grievance_person" ADD CONSTRAINT "grievance_person_grievance_id_fkey" FOREIGN KEY ("grievance_id") REFERENCES "console"."grievance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."grievance_note" ADD CONSTRAINT "grievance_note_grievance_id_fkey" FOREIGN KEY ("grievance_id") REFERENCES "console"."grievance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."grievance_escalation" ADD CONSTRAINT "grievance_escalation_grievance_id_fkey" FOREIGN KEY ("grievance_id") REFERENCES "console"."grievance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."grievance_order" ADD CONSTRAINT "grievance_order_grievance_id_fkey" FOREIGN KEY ("grievance_id") REFERENCES "console"."grievance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was answered before there were decisions.
UPDATE console.grievance SET answered_at = state_changed_at WHERE state <> 'open';
