-- Two schemas: what the platform writes about a tenant, and what the console knows about it (L0).
-- Indexes, and why: keyset lists read (due_at, id), narrowed by state or assignee; the timeline reads (request_id, id);
-- search as one types needs trigrams on the organisation's name and on e-mail addresses; every platform table is keyed
-- by tenant first, so that a purge and a digest read one contiguous range.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "console";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "platform";

-- CreateEnum
CREATE TYPE "console"."ApprovalKind" AS ENUM ('verify_request', 'verify_return');

-- CreateEnum
CREATE TYPE "console"."ActorKind" AS ENUM ('operator', 'owner', 'system');

-- CreateEnum
CREATE TYPE "console"."RequestState" AS ENUM ('received', 'verified', 'retained', 'purging', 'purged', 'rejected', 'withdrawn', 'reactivated');

-- CreateEnum
CREATE TYPE "console"."RequestChannel" AS ENUM ('mail', 'dashboard', 'operator');

-- CreateEnum
CREATE TYPE "console"."DeactivationEnd" AS ENUM ('reactivated', 'purged');

-- CreateEnum
CREATE TYPE "console"."CheckKind" AS ENUM ('domain', 'owner', 'account_email', 'organisation');

-- CreateEnum
CREATE TYPE "console"."Verdict" AS ENUM ('passed', 'failed', 'inconclusive');

-- CreateEnum
CREATE TYPE "console"."ProbeKind" AS ENUM ('owner_sign_in', 'member_sign_in', 'api_key', 'bot', 'webhook');

-- CreateEnum
CREATE TYPE "console"."ProbeOutcome" AS ENUM ('refused', 'allowed', 'unreachable', 'absent');

-- CreateEnum
CREATE TYPE "console"."DigestMoment" AS ENUM ('sealed', 'returning');

-- CreateEnum
CREATE TYPE "console"."LetterIntent" AS ENUM ('deletion', 'reactivation', 'refund', 'grievance', 'end_user', 'other');

-- CreateEnum
CREATE TYPE "console"."LetterOutcome" AS ENUM ('opened_request', 'attached', 'asked_to_return', 'answered_member', 'routed_end_user', 'queued', 'unmatched', 'replayed', 'set_aside');

-- CreateEnum
CREATE TYPE "console"."NoticeKind" AS ENUM ('confirm_deletion', 'confirm_return', 'ask_your_owner', 'request_rejected', 'request_withdrawn', 'deactivated', 'seven_days_left', 'two_days_left', 'reactivated', 'purged');

-- CreateEnum
CREATE TYPE "console"."SignalKind" AS ENUM ('tenant_deactivated', 'tenant_reactivated', 'tenant_purged');

-- CreateEnum
CREATE TYPE "console"."OperatorRole" AS ENUM ('support_agent', 'support_lead', 'grievance_officer', 'auditor', 'admin');

-- CreateEnum
CREATE TYPE "console"."ConfirmationPurpose" AS ENUM ('deletion', 'return');

-- CreateEnum
CREATE TYPE "platform"."Plan" AS ENUM ('free', 'starter', 'pro', 'enterprise');

-- CreateEnum
CREATE TYPE "platform"."MemberRole" AS ENUM ('owner', 'admin', 'agent');

-- CreateEnum
CREATE TYPE "platform"."BotChannel" AS ENUM ('whatsapp', 'voice_inbound', 'voice_outbound', 'ivr');

-- CreateEnum
CREATE TYPE "platform"."MessageDirection" AS ENUM ('inbound', 'outbound');

-- CreateEnum
CREATE TYPE "platform"."Service" AS ENUM ('llm', 'stt', 'tts', 'search', 'image', 'email', 'whatsapp', 'voice');

-- CreateEnum
CREATE TYPE "platform"."PurchaseKind" AS ENUM ('credits', 'plan');

-- CreateEnum
CREATE TYPE "platform"."CreditSource" AS ENUM ('purchased', 'granted');

-- CreateEnum
CREATE TYPE "platform"."CreditEntryKind" AS ENUM ('purchase', 'grant', 'consumption', 'refund');

-- CreateEnum
CREATE TYPE "console"."PurgeFault" AS ENUM ('survivors', 'step_failed', 'held', 'overdue');

-- CreateEnum
CREATE TYPE "console"."AlertKind" AS ENUM ('lockout_incomplete', 'purge_overdue', 'purge_incomplete', 'return_differs', 'notice_undeliverable', 'owner_wrote_again');

-- CreateTable
CREATE TABLE "console"."approval" (
    "id" UUID NOT NULL,
    "kind" "console"."ApprovalKind" NOT NULL,
    "subject_id" UUID NOT NULL,
    "facts_sha256" TEXT NOT NULL,
    "maker_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "checker_id" UUID,
    "agreed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_because" TEXT,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "type" TEXT NOT NULL,
    "actor_kind" "console"."ActorKind" NOT NULL,
    "actor_id" UUID,
    "tenant_id" UUID,
    "request_id" UUID,
    "payload" JSONB NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."deletion_request" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "channel" "console"."RequestChannel" NOT NULL,
    "state" "console"."RequestState" NOT NULL DEFAULT 'received',
    "version" INTEGER NOT NULL DEFAULT 1,
    "tenant_id" UUID,
    "claimed_tenant_id" UUID,
    "lodged_by_operator_id" UUID,
    "assignee_id" UUID,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "state_changed_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "rejected_because" TEXT,

    CONSTRAINT "deletion_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."verification" (
    "letter_id" UUID NOT NULL,
    "check" "console"."CheckKind" NOT NULL,
    "request_id" UUID NOT NULL,
    "verdict" "console"."Verdict" NOT NULL,
    "code" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("letter_id","check")
);

-- CreateTable
CREATE TABLE "console"."deactivation" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "deactivated_at" TIMESTAMPTZ(3) NOT NULL,
    "purge_due_at" TIMESTAMPTZ(3) NOT NULL,
    "deactivated_by" UUID,
    "keys_revoked" INTEGER NOT NULL,
    "sessions_ended" INTEGER NOT NULL,
    "digest_taken_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_because" "console"."DeactivationEnd",

    CONSTRAINT "deactivation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."seal_digest" (
    "deactivation_id" UUID NOT NULL,
    "moment" "console"."DigestMoment" NOT NULL,
    "table_name" TEXT NOT NULL,
    "rows" BIGINT NOT NULL,
    "digest" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "seal_digest_pkey" PRIMARY KEY ("deactivation_id","moment","table_name")
);

-- CreateTable
CREATE TABLE "console"."probe_receipt" (
    "deactivation_id" UUID NOT NULL,
    "kind" "console"."ProbeKind" NOT NULL,
    "outcome" "console"."ProbeOutcome" NOT NULL,
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "probe_receipt_pkey" PRIMARY KEY ("deactivation_id","kind")
);

-- CreateTable
CREATE TABLE "console"."return_request" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_because" TEXT,

    CONSTRAINT "return_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."request_counter" (
    "state" "console"."RequestState" NOT NULL,
    "shard" SMALLINT NOT NULL,
    "total" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "request_counter_pkey" PRIMARY KEY ("state","shard")
);

-- CreateTable
CREATE TABLE "console"."inbound_mail" (
    "id" UUID NOT NULL,
    "content_sha256" TEXT NOT NULL,
    "raw" BYTEA NOT NULL,
    "bytes" INTEGER NOT NULL,
    "peer_ip" TEXT,
    "helo" TEXT,
    "mail_from" TEXT,
    "recipients" TEXT[],
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "aside_reason" TEXT,
    "examined_at" TIMESTAMPTZ(3),
    "message_id" TEXT,
    "from_address" TEXT,
    "subject" TEXT,
    "text" TEXT,
    "sender" "console"."Verdict",
    "reasons" JSONB,
    "facts" JSONB,
    "intent" "console"."LetterIntent",
    "account_email" TEXT,
    "organisation" TEXT,
    "outcome" "console"."LetterOutcome",
    "tenant_id" UUID,
    "about_tenant_id" UUID,
    "request_id" UUID,

    CONSTRAINT "inbound_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."seen_mark" (
    "sha256" TEXT NOT NULL,
    "letter_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "seen_mark_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "console"."legal_hold" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "authority" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "review_on" DATE NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "placed_by" UUID NOT NULL,
    "released_at" TIMESTAMPTZ(3),
    "released_by" UUID,

    CONSTRAINT "legal_hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."notice" (
    "id" UUID NOT NULL,
    "kind" "console"."NoticeKind" NOT NULL,
    "subject_id" UUID NOT NULL,
    "tenant_id" UUID,
    "request_id" UUID,
    "to_address" TEXT,
    "language" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "send_after" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimed_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "voided_at" TIMESTAMPTZ(3),
    "failure_code" TEXT,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."signal" (
    "id" UUID NOT NULL,
    "kind" "console"."SignalKind" NOT NULL,
    "subject_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "failure_code" TEXT,

    CONSTRAINT "signal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."operator" (
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "console"."OperatorRole" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "operator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."operator_session" (
    "id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "signed_in_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "operator_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."confirmation" (
    "id" UUID NOT NULL,
    "purpose" "console"."ConfirmationPurpose" NOT NULL,
    "request_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "code_sha256" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_because" TEXT,

    CONSTRAINT "confirmation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform"."tenant" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_normalised" TEXT NOT NULL,
    "plan" "platform"."Plan" NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "language" TEXT NOT NULL DEFAULT 'en',
    "time_zone" TEXT NOT NULL DEFAULT 'Asia/Kolkata',
    "state_code" TEXT NOT NULL,
    "gstin" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform"."team_member" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "role" "platform"."MemberRole" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "email_changed_at" TIMESTAMPTZ(3),
    "became_owner_at" TIMESTAMPTZ(3),

    CONSTRAINT "team_member_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "platform"."member_session" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "token_sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "member_session_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "platform"."api_key" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "display_prefix" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "scopes" TEXT[],
    "last_used_at" TIMESTAMPTZ(3),
    "last_used_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_because" TEXT,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "platform"."bot" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "channel" "platform"."BotChannel" NOT NULL,
    "is_active" BOOLEAN NOT NULL,
    "system_prompt" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bot_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "platform"."webhook_endpoint" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "platform"."conversation" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "bot_id" UUID NOT NULL,
    "contact_phone" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_message_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "platform"."message" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "direction" "platform"."MessageDirection" NOT NULL,
    "body" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "platform"."recording" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "object_key" TEXT NOT NULL,
    "duration_seconds" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recording_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "platform"."transcript" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "recording_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transcript_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "platform"."knowledge_file" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "bot_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "object_key" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "knowledge_file_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "platform"."usage_record" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "service" "platform"."Service" NOT NULL,
    "units" INTEGER NOT NULL,
    "cost_paise" BIGINT NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "usage_record_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "platform"."purchase" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "platform"."PurchaseKind" NOT NULL,
    "order_id" TEXT NOT NULL,
    "cf_order_id" TEXT NOT NULL,
    "invoice_number" TEXT NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'INR',
    "amount_paise" BIGINT NOT NULL,
    "taxable_paise" BIGINT NOT NULL,
    "cgst_paise" BIGINT NOT NULL,
    "sgst_paise" BIGINT NOT NULL,
    "igst_paise" BIGINT NOT NULL,
    "place_of_supply" TEXT NOT NULL,
    "purchased_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "purchase_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "platform"."credit_entry" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "source" "platform"."CreditSource" NOT NULL,
    "kind" "platform"."CreditEntryKind" NOT NULL,
    "amount_paise" BIGINT NOT NULL,
    "purchase_id" UUID,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_entry_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "console"."purge_run" (
    "request_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL,
    "verified_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "fault" "console"."PurgeFault",
    "forfeited_paise" BIGINT,

    CONSTRAINT "purge_run_pkey" PRIMARY KEY ("request_id")
);

-- CreateTable
CREATE TABLE "console"."purge_step" (
    "request_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "class_name" TEXT NOT NULL,
    "before" BIGINT NOT NULL,
    "done" BIGINT NOT NULL DEFAULT 0,
    "survivors" BIGINT,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "purge_step_pkey" PRIMARY KEY ("request_id","position")
);

-- CreateTable
CREATE TABLE "console"."tax_record" (
    "id" UUID NOT NULL,
    "kind" "platform"."PurchaseKind" NOT NULL,
    "currency" TEXT NOT NULL,
    "amount_paise" BIGINT NOT NULL,
    "taxable_paise" BIGINT NOT NULL,
    "cgst_paise" BIGINT NOT NULL,
    "sgst_paise" BIGINT NOT NULL,
    "igst_paise" BIGINT NOT NULL,
    "transacted_on" DATE NOT NULL,
    "erase_on" DATE NOT NULL,

    CONSTRAINT "tax_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console"."alert" (
    "id" UUID NOT NULL,
    "kind" "console"."AlertKind" NOT NULL,
    "request_id" UUID NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "approval_subject_id_idx" ON "console"."approval"("subject_id");

-- CreateIndex
CREATE INDEX "audit_event_request_id_id_idx" ON "console"."audit_event"("request_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_tenant_id_id_idx" ON "console"."audit_event"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "deletion_request_number_key" ON "console"."deletion_request"("number");

-- CreateIndex
CREATE INDEX "deletion_request_due_at_id_idx" ON "console"."deletion_request"("due_at", "id");

-- CreateIndex
CREATE INDEX "deletion_request_state_due_at_id_idx" ON "console"."deletion_request"("state", "due_at", "id");

-- CreateIndex
CREATE INDEX "deletion_request_assignee_id_due_at_id_idx" ON "console"."deletion_request"("assignee_id", "due_at", "id");

-- CreateIndex
CREATE INDEX "deletion_request_tenant_id_idx" ON "console"."deletion_request"("tenant_id");

-- CreateIndex
CREATE INDEX "deletion_request_claimed_tenant_id_idx" ON "console"."deletion_request"("claimed_tenant_id");

-- CreateIndex
CREATE INDEX "verification_request_id_idx" ON "console"."verification"("request_id");

-- CreateIndex
CREATE INDEX "deactivation_tenant_id_deactivated_at_idx" ON "console"."deactivation"("tenant_id", "deactivated_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "deactivation_request_id_key" ON "console"."deactivation"("request_id");

-- CreateIndex
CREATE INDEX "return_request_request_id_idx" ON "console"."return_request"("request_id");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_mail_content_sha256_key" ON "console"."inbound_mail"("content_sha256");

-- CreateIndex
CREATE INDEX "inbound_mail_request_id_received_at_idx" ON "console"."inbound_mail"("request_id", "received_at");

-- CreateIndex
CREATE INDEX "inbound_mail_about_tenant_id_idx" ON "console"."inbound_mail"("about_tenant_id");

-- CreateIndex
CREATE INDEX "inbound_mail_received_at_id_idx" ON "console"."inbound_mail"("received_at" DESC, "id");

-- CreateIndex
CREATE INDEX "seen_mark_letter_id_idx" ON "console"."seen_mark"("letter_id");

-- CreateIndex
CREATE INDEX "legal_hold_tenant_id_idx" ON "console"."legal_hold"("tenant_id");

-- CreateIndex
CREATE INDEX "notice_request_id_idx" ON "console"."notice"("request_id");

-- CreateIndex
CREATE INDEX "notice_tenant_id_idx" ON "console"."notice"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_kind_subject_id_key" ON "console"."notice"("kind", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "signal_kind_subject_id_key" ON "console"."signal"("kind", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "operator_subject_key" ON "console"."operator"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "operator_email_key" ON "console"."operator"("email");

-- CreateIndex
CREATE INDEX "operator_session_operator_id_signed_in_at_idx" ON "console"."operator_session"("operator_id", "signed_in_at" DESC);

-- CreateIndex
CREATE INDEX "confirmation_request_id_created_at_idx" ON "console"."confirmation"("request_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "confirmation_tenant_id_idx" ON "console"."confirmation"("tenant_id");

-- CreateIndex
CREATE INDEX "tenant_name_normalised_idx" ON "platform"."tenant" USING GIN ("name_normalised" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "tenant_name_normalised_id_idx" ON "platform"."tenant"("name_normalised", "id");

-- CreateIndex
CREATE UNIQUE INDEX "team_member_email_key" ON "platform"."team_member"("email");

-- CreateIndex
CREATE INDEX "team_member_email_idx" ON "platform"."team_member" USING GIN ("email" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "team_member_id_key" ON "platform"."team_member"("id");

-- CreateIndex
CREATE UNIQUE INDEX "member_session_token_sha256_key" ON "platform"."member_session"("token_sha256");

-- CreateIndex
CREATE INDEX "member_session_tenant_id_member_id_idx" ON "platform"."member_session"("tenant_id", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_sha256_key" ON "platform"."api_key"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "bot_id_key" ON "platform"."bot"("id");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_endpoint_id_key" ON "platform"."webhook_endpoint"("id");

-- CreateIndex
CREATE INDEX "conversation_tenant_id_bot_id_idx" ON "platform"."conversation"("tenant_id", "bot_id");

-- CreateIndex
CREATE INDEX "message_tenant_id_conversation_id_idx" ON "platform"."message"("tenant_id", "conversation_id");

-- CreateIndex
CREATE UNIQUE INDEX "recording_object_key_key" ON "platform"."recording"("object_key");

-- CreateIndex
CREATE INDEX "recording_tenant_id_conversation_id_idx" ON "platform"."recording"("tenant_id", "conversation_id");

-- CreateIndex
CREATE INDEX "transcript_tenant_id_recording_id_idx" ON "platform"."transcript"("tenant_id", "recording_id");

-- CreateIndex
CREATE UNIQUE INDEX "knowledge_file_object_key_key" ON "platform"."knowledge_file"("object_key");

-- CreateIndex
CREATE INDEX "knowledge_file_tenant_id_bot_id_idx" ON "platform"."knowledge_file"("tenant_id", "bot_id");

-- CreateIndex
CREATE UNIQUE INDEX "purchase_order_id_key" ON "platform"."purchase"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "purchase_cf_order_id_key" ON "platform"."purchase"("cf_order_id");

-- CreateIndex
CREATE UNIQUE INDEX "purchase_invoice_number_key" ON "platform"."purchase"("invoice_number");

-- CreateIndex
CREATE INDEX "purchase_tenant_id_purchased_at_idx" ON "platform"."purchase"("tenant_id", "purchased_at" DESC);

-- CreateIndex
CREATE INDEX "credit_entry_tenant_id_purchase_id_idx" ON "platform"."credit_entry"("tenant_id", "purchase_id");

-- CreateIndex
CREATE INDEX "purge_run_finished_at_idx" ON "console"."purge_run"("finished_at");

-- CreateIndex
CREATE INDEX "tax_record_erase_on_idx" ON "console"."tax_record"("erase_on");

-- CreateIndex
CREATE INDEX "alert_request_id_idx" ON "console"."alert"("request_id");

-- AddForeignKey
ALTER TABLE "console"."verification" ADD CONSTRAINT "verification_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "console"."inbound_mail"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."verification" ADD CONSTRAINT "verification_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "console"."deletion_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."deactivation" ADD CONSTRAINT "deactivation_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "console"."deletion_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."seal_digest" ADD CONSTRAINT "seal_digest_deactivation_id_fkey" FOREIGN KEY ("deactivation_id") REFERENCES "console"."deactivation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."probe_receipt" ADD CONSTRAINT "probe_receipt_deactivation_id_fkey" FOREIGN KEY ("deactivation_id") REFERENCES "console"."deactivation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."return_request" ADD CONSTRAINT "return_request_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "console"."deletion_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."inbound_mail" ADD CONSTRAINT "inbound_mail_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "console"."deletion_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."operator_session" ADD CONSTRAINT "operator_session_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "console"."operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."confirmation" ADD CONSTRAINT "confirmation_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "console"."deletion_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."team_member" ADD CONSTRAINT "team_member_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "platform"."tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."member_session" ADD CONSTRAINT "member_session_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "platform"."tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."member_session" ADD CONSTRAINT "member_session_tenant_id_member_id_fkey" FOREIGN KEY ("tenant_id", "member_id") REFERENCES "platform"."team_member"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."api_key" ADD CONSTRAINT "api_key_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "platform"."tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."bot" ADD CONSTRAINT "bot_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "platform"."tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."webhook_endpoint" ADD CONSTRAINT "webhook_endpoint_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "platform"."tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."conversation" ADD CONSTRAINT "conversation_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "platform"."tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."conversation" ADD CONSTRAINT "conversation_tenant_id_bot_id_fkey" FOREIGN KEY ("tenant_id", "bot_id") REFERENCES "platform"."bot"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."message" ADD CONSTRAINT "message_tenant_id_conversation_id_fkey" FOREIGN KEY ("tenant_id", "conversation_id") REFERENCES "platform"."conversation"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."recording" ADD CONSTRAINT "recording_tenant_id_conversation_id_fkey" FOREIGN KEY ("tenant_id", "conversation_id") REFERENCES "platform"."conversation"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."transcript" ADD CONSTRAINT "transcript_tenant_id_recording_id_fkey" FOREIGN KEY ("tenant_id", "recording_id") REFERENCES "platform"."recording"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."knowledge_file" ADD CONSTRAINT "knowledge_file_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "platform"."tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."knowledge_file" ADD CONSTRAINT "knowledge_file_tenant_id_bot_id_fkey" FOREIGN KEY ("tenant_id", "bot_id") REFERENCES "platform"."bot"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."usage_record" ADD CONSTRAINT "usage_record_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "platform"."tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."purchase" ADD CONSTRAINT "purchase_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "platform"."tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."credit_entry" ADD CONSTRAINT "credit_entry_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "platform"."tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."credit_entry" ADD CONSTRAINT "credit_entry_tenant_id_purchase_id_fkey" FOREIGN KEY ("tenant_id", "purchase_id") REFERENCES "platform"."purchase"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."purge_run" ADD CONSTRAINT "purge_run_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "console"."deletion_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console"."purge_step" ADD CONSTRAINT "purge_step_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "console"."purge_run"("request_id") ON DELETE RESTRICT ON UPDATE CASCADE;


