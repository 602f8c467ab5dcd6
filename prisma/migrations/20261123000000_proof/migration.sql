-- What makes a deletion provable: content under the tenant's own key, holds by class, certificate, ledger, kill switch,
-- comparison before a return, webhook endpoints. Generated from the models; only the first block is written by hand.

-- Content that was written in plain text cannot be encrypted from here: the key is not in the database. Better no migration than lost words.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM platform.message) OR EXISTS (SELECT 1 FROM platform.transcript) OR EXISTS (SELECT 1 FROM platform.bot) THEN
    RAISE EXCEPTION 'this database holds content in plain text, from before content had keys: export it, empty these tables, migrate, and import it through the platform'
      USING HINT = 'For demonstration data, remove the folder .data and run npm start again.';
  END IF;
END $$;

-- An order placed before orders had a scope holds everything.
-- CreateEnum
CREATE TYPE "console"."HoldEnd" AS ENUM ('released', 'lapsed', 'declined');

-- AlterEnum

ALTER TYPE "console"."AlertKind" ADD VALUE 'purge_held';
ALTER TYPE "console"."AlertKind" ADD VALUE 'hold_review_due';
ALTER TYPE "console"."AlertKind" ADD VALUE 'signal_undeliverable';

-- AlterEnum

ALTER TYPE "console"."ApprovalKind" ADD VALUE 'place_hold';
ALTER TYPE "console"."ApprovalKind" ADD VALUE 'release_hold';

-- AlterEnum
ALTER TYPE "console"."NoticeKind" ADD VALUE 'erasure_resumes';

-- AlterEnum
ALTER TYPE "console"."PurgeFault" ADD VALUE 'stopped';

-- AlterEnum
ALTER TYPE "console"."SignalKind" ADD VALUE 'purge_started';

-- AlterTable
ALTER TABLE "console"."alert" ADD COLUMN     "endpoint_id" UUID,
ADD COLUMN     "hold_id" UUID,
ALTER COLUMN "request_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "console"."legal_hold" ADD COLUMN     "agreed_at" TIMESTAMPTZ(3),
ADD COLUMN     "agreed_by" UUID,
ADD COLUMN     "ended_because" "console"."HoldEnd",
ADD COLUMN     "held_classes" TEXT[],
ADD COLUMN     "lapses_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
ADD COLUMN     "release_asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "release_asked_by" UUID,
ADD COLUMN     "scope" TEXT[];

-- AlterTable
ALTER TABLE "console"."purge_step" DROP CONSTRAINT "purge_step_pkey",
ADD COLUMN     "failure_code" TEXT,
ADD COLUMN     "worked_ms" INTEGER NOT NULL DEFAULT 0,
ADD CONSTRAINT "purge_step_pkey" PRIMARY KEY ("request_id", "class_name");

-- AlterTable
ALTER TABLE "console"."signal" DROP COLUMN "attempts",
DROP COLUMN "failure_code",
DROP COLUMN "sent_at";

-- AlterTable
ALTER TABLE "platform"."bot" DROP COLUMN "system_prompt",
ADD COLUMN     "system_prompt_ciphertext" BYTEA NOT NULL;

-- AlterTable
ALTER TABLE "platform"."message" DROP COLUMN "body",
ADD COLUMN     "body_ciphertext" BYTEA NOT NULL;

-- AlterTable
ALTER TABLE "platform"."transcript" DROP COLUMN "body",
ADD COLUMN     "body_ciphertext" BYTEA NOT NULL;

-- CreateTable
CREATE TABLE "console"."return_comparison" (
    "deactivation_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "tables_done" INTEGER NOT NULL DEFAULT 0,
    "tables" INTEGER NOT NULL,
    "rows" BIGINT NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(3),
    "differs_in" TEXT,

    CONSTRAINT "return_comparison_pkey" PRIMARY KEY ("deactivation_id")
);

-- CreateTable
CREATE TABLE "console"."signal_endpoint" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secret_ciphertext" BYTEA NOT NULL,
    "kinds" "console"."SignalKind"[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "signal_endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."signal_delivery" (
    "id" UUID NOT NULL,
    "signal_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "tried_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "dead_at" TIMESTAMPTZ(3),
    "failure_code" TEXT,

    CONSTRAINT "signal_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."purge_stop" (
    "id" UUID NOT NULL,
    "stopped_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_by" UUID NOT NULL,
    "because" TEXT NOT NULL,
    "resumed_at" TIMESTAMPTZ(3),
    "resumed_by" UUID,

    CONSTRAINT "purge_stop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."deletion_certificate" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "jws" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "ledger_number" INTEGER,

    CONSTRAINT "deletion_certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."ledger_mark" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "number" INTEGER NOT NULL,
    "entry_sha256" TEXT NOT NULL,
    "marked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_mark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."erasure_replay" (
    "tenant_id" UUID NOT NULL,
    "ledger_number" INTEGER NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "erasure_replay_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateIndex
CREATE INDEX "signal_delivery_endpoint_id_created_at_idx" ON "console"."signal_delivery"("endpoint_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "signal_delivery_signal_id_endpoint_id_key" ON "console"."signal_delivery"("signal_id", "endpoint_id");

-- CreateIndex
CREATE UNIQUE INDEX "deletion_certificate_request_id_key" ON "console"."deletion_certificate"("request_id");

-- CreateIndex
CREATE UNIQUE INDEX "deletion_certificate_sha256_key" ON "console"."deletion_certificate"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "deletion_certificate_ledger_number_key" ON "console"."deletion_certificate"("ledger_number");

-- CreateIndex
CREATE UNIQUE INDEX "erasure_replay_ledger_number_key" ON "console"."erasure_replay"("ledger_number");

-- AddForeignKey
ALTER TABLE "console"."return_comparison" ADD CONSTRAINT "return_comparison_deactivation_id_fkey" FOREIGN KEY ("deactivation_id") REFERENCES "console"."deactivation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."signal_delivery" ADD CONSTRAINT "signal_delivery_signal_id_fkey" FOREIGN KEY ("signal_id") REFERENCES "console"."signal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."signal_delivery" ADD CONSTRAINT "signal_delivery_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "console"."signal_endpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


UPDATE "console"."legal_hold" SET "lapses_at" = "placed_at" + interval '48 hours', "agreed_at" = "placed_at", "scope" = '{everything}';
ALTER TABLE "console"."legal_hold" ALTER COLUMN "lapses_at" DROP DEFAULT;
