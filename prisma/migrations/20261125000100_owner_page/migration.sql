-- The owner's pages (S1 to S4), the archive of a tenant's data, rights and consent.
-- CreateEnum
CREATE TYPE "console"."ConsentCategory" AS ENUM ('analytics');

-- CreateEnum
CREATE TYPE "console"."ExportState" AS ENUM ('requested', 'building', 'ready', 'failed', 'expired');

-- CreateEnum
CREATE TYPE "console"."GrievanceKind" AS ENUM ('grievance', 'correction', 'access', 'consent');

-- CreateEnum
CREATE TYPE "console"."GrievanceState" AS ENUM ('open', 'answered', 'closed');

-- CreateEnum
CREATE TYPE "console"."MessageAuthor" AS ENUM ('person', 'officer', 'system');

-- CreateEnum
CREATE TYPE "console"."OwnerCodePurpose" AS ENUM ('sign_in', 'leave', 'come_back');

-- AlterTable
ALTER TABLE "console"."confirmation" ADD COLUMN     "is_in_person" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "console"."consent" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "category" "console"."ConsentCategory" NOT NULL,
    "is_given" BOOLEAN NOT NULL,
    "text_version" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "answered_by" TEXT NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."use_count" (
    "day" DATE NOT NULL,
    "feature" TEXT NOT NULL,
    "total" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "use_count_pkey" PRIMARY KEY ("day","feature")
);

-- CreateTable
CREATE TABLE "console"."data_export" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "state" "console"."ExportState" NOT NULL DEFAULT 'requested',
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ready_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_because" TEXT,
    "step" TEXT,
    "items_done" BIGINT NOT NULL DEFAULT 0,
    "items_total" BIGINT NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "bytes" BIGINT,
    "sha256" TEXT,

    CONSTRAINT "data_export_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."grievance" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "kind" "console"."GrievanceKind" NOT NULL,
    "channel" "console"."RequestChannel" NOT NULL,
    "topic" TEXT NOT NULL,
    "state" "console"."GrievanceState" NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "tenant_id" UUID,
    "member_id" UUID,
    "request_id" UUID,
    "refund_id" UUID,
    "language" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "answer_due_at" TIMESTAMPTZ(3) NOT NULL,
    "state_changed_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_because" TEXT,

    CONSTRAINT "grievance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."grievance_message" (
    "id" UUID NOT NULL,
    "grievance_id" UUID NOT NULL,
    "tenant_id" UUID,
    "author" "console"."MessageAuthor" NOT NULL,
    "author_id" UUID,
    "body" TEXT NOT NULL,
    "correction_field" TEXT,
    "correction_to" TEXT,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "grievance_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."grievance_attachment" (
    "id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "tenant_id" UUID,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "grievance_attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."owner_code" (
    "id" UUID NOT NULL,
    "purpose" "console"."OwnerCodePurpose" NOT NULL,
    "address_hash" TEXT NOT NULL,
    "tenant_id" UUID,
    "member_id" UUID,
    "session_id" UUID,
    "language" TEXT NOT NULL,
    "code_sha256" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_because" TEXT,

    CONSTRAINT "owner_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."owner_session" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "signed_in_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_because" TEXT,

    CONSTRAINT "owner_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."rate_count" (
    "bucket" TEXT NOT NULL,
    "tried" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_count_pkey" PRIMARY KEY ("bucket")
);

-- CreateTable
CREATE TABLE "console"."team_warning" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "people" INTEGER NOT NULL,
    "warned_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_warning_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "consent_tenant_id_idx" ON "console"."consent"("tenant_id");

-- CreateIndex
CREATE INDEX "consent_member_id_answered_at_idx" ON "console"."consent"("member_id", "answered_at" DESC);

-- CreateIndex
CREATE INDEX "data_export_tenant_id_requested_at_idx" ON "console"."data_export"("tenant_id", "requested_at" DESC);

-- CreateIndex
CREATE INDEX "data_export_expires_at_idx" ON "console"."data_export"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "grievance_number_key" ON "console"."grievance"("number");

-- CreateIndex
CREATE INDEX "grievance_state_answer_due_at_id_idx" ON "console"."grievance"("state", "answer_due_at", "id");

-- CreateIndex
CREATE INDEX "grievance_tenant_id_received_at_idx" ON "console"."grievance"("tenant_id", "received_at" DESC);

-- CreateIndex
CREATE INDEX "grievance_message_grievance_id_written_at_id_idx" ON "console"."grievance_message"("grievance_id", "written_at", "id");

-- CreateIndex
CREATE INDEX "grievance_message_tenant_id_idx" ON "console"."grievance_message"("tenant_id");

-- CreateIndex
CREATE INDEX "grievance_attachment_message_id_idx" ON "console"."grievance_attachment"("message_id");

-- CreateIndex
CREATE INDEX "grievance_attachment_tenant_id_idx" ON "console"."grievance_attachment"("tenant_id");

-- CreateIndex
CREATE INDEX "owner_code_address_hash_created_at_idx" ON "console"."owner_code"("address_hash", "created_at" DESC);

-- CreateIndex
CREATE INDEX "owner_code_tenant_id_idx" ON "console"."owner_code"("tenant_id");

-- CreateIndex
CREATE INDEX "owner_session_tenant_id_idx" ON "console"."owner_session"("tenant_id");

-- CreateIndex
CREATE INDEX "owner_session_member_id_idx" ON "console"."owner_session"("member_id");

-- CreateIndex
CREATE INDEX "rate_count_expires_at_idx" ON "console"."rate_count"("expires_at");

-- CreateIndex
CREATE INDEX "team_warning_tenant_id_warned_at_idx" ON "console"."team_warning"("tenant_id", "warned_at" DESC);

-- AddForeignKey
ALTER TABLE "console"."grievance_message" ADD CONSTRAINT "grievance_message_grievance_id_fkey" FOREIGN KEY ("grievance_id") REFERENCES "console"."grievance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."grievance_attachment" ADD CONSTRAINT "grievance_attachment_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "console"."grievance_message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


