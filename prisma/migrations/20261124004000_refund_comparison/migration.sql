-- A refund that waits because this console has no credentials for its gateway says so.
ALTER TYPE "console"."RefundTrouble" ADD VALUE 'gateway_not_set_up';

-- CreateTable
CREATE TABLE "console"."refund_comparison" (
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "orders" INTEGER NOT NULL DEFAULT 0,
    "refunds" INTEGER NOT NULL DEFAULT 0,
    "unread" INTEGER NOT NULL DEFAULT 0,
    "differences" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "refund_comparison_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "refund_comparison_started_at_idx" ON "console"."refund_comparison"("started_at" DESC);

-- The same body under another event id is the same event: neither gateway signs the header that carries the id.
CREATE UNIQUE INDEX "gateway_event_gateway_body_sha256_key" ON "console"."gateway_event"("gateway", "body_sha256");

-- Also a settled refund is asked about again, when a webhook contradicts it; and a granted one that cannot be paid yet waits.
DROP INDEX console.refund_to_ask;
CREATE INDEX refund_to_ask ON console.refund (next_ask_at, id) WHERE next_ask_at IS NOT NULL;
-- Read order by order by the daily comparison.
CREATE INDEX refund_compared ON console.refund (purchase_id, state_changed_at) WHERE gateway_refund_id IS NOT NULL;

GRANT SELECT, INSERT ON console.refund_comparison TO callmissed_console;
GRANT UPDATE (finished_at, orders, refunds, unread, differences) ON console.refund_comparison TO callmissed_console;
GRANT SELECT ON console.refund_comparison TO callmissed_purge;
