import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import type { GateQuestion } from "@/server/platform/gate";
import { endAlert, raiseAlert } from "./raise-alert";

type Receipt = {
  kind: "owner_sign_in" | "member_sign_in" | "api_key" | "bot" | "webhook";
  outcome: "refused" | "allowed" | "unreachable" | "absent";
  reason: string | null;
};

/**
 * Tries the door after closing it (L3): asks the real gate over HTTP, as the platform would, about the owner, a member, a
 * key, a bot and a webhook, and stores the answers as receipts. Anything but a refusal keeps the request incomplete,
 * raises an alert and throws, so that the queue tries again.
 */
export async function probeLockout(deps: Deps, deactivationId: string): Promise<void> {
  const deactivation = await deps.db.deactivation.findUnique({ where: { id: deactivationId } });
  if (!deactivation || deactivation.endedAt) return;
  const { tenantId, requestId } = deactivation;
  const receipts = await Promise.all((await questions(deps, tenantId)).map(([kind, question]) => probe(kind, question)));
  const count = (outcome: Receipt["outcome"]) => receipts.filter((receipt) => receipt.outcome === outcome).length;
  const isComplete = count("allowed") === 0 && count("unreachable") === 0;
  await deps.db.$transaction(async (tx) => {
    const now = await deps.clock.now(tx);
    for (const { kind, outcome, reason } of receipts) {
      await tx.probeReceipt.upsert({
        where: { deactivationId_kind: { deactivationId, kind } },
        create: { deactivationId, kind, outcome, reason, observedAt: now },
        update: { outcome, reason, observedAt: now, attempts: { increment: 1 } },
        select: { kind: true },
      });
    }
    await (isComplete ? endAlert : raiseAlert)(tx, "lockout_incomplete", { requestId }, now);
    await recordAuditEvent(
      tx,
      "lockout.probed",
      { kind: "system" },
      { tenantId, requestId },
      {
        refused: count("refused"),
        allowed: count("allowed"),
        unreachable: count("unreachable"),
        absent: count("absent"),
      },
    );
  });
  if (!isComplete) throw new Error("a probe was not refused");
}

async function questions(deps: Deps, tenantId: string): Promise<[Receipt["kind"], GateQuestion | null][]> {
  const { db } = deps;
  const pick = { where: { tenantId }, select: { id: true } } as const;
  const [owner, member, key, bot, webhook] = await Promise.all([
    db.teamMember.findFirst({ where: { tenantId, role: "owner" }, select: { id: true } }),
    db.teamMember.findFirst({ where: { tenantId, role: { not: "owner" } }, select: { id: true } }),
    db.apiKey.findFirst({ where: { tenantId }, orderBy: { createdAt: "desc" }, select: { sha256: true } }),
    db.bot.findFirst({ where: { tenantId, isActive: true }, select: { id: true } }),
    db.webhookEndpoint.findFirst(pick),
  ]);
  return [
    ["owner_sign_in", owner && { memberId: owner.id }],
    ["member_sign_in", member && { memberId: member.id }],
    ["api_key", key && { apiKeySha256: key.sha256 }],
    ["bot", bot && { botId: bot.id }],
    ["webhook", webhook && { webhookId: webhook.id }],
  ];
}

async function probe(kind: Receipt["kind"], question: GateQuestion | null): Promise<Receipt> {
  if (!question) return { kind, outcome: "absent", reason: null };
  const { GATE_URL, APP_URL, GATE_TOKEN } = env();
  try {
    const response = await fetch(new URL("/api/gate/v1/check", GATE_URL ?? APP_URL), {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${GATE_TOKEN}` },
      body: JSON.stringify(question),
      redirect: "error",
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) return { kind, outcome: "unreachable", reason: `http_${response.status}` };
    const answer = (await response.json()) as { allowed?: unknown; reason?: unknown };
    if (answer.allowed === false) return { kind, outcome: "refused", reason: String(answer.reason ?? "") };
    return { kind, outcome: answer.allowed === true ? "allowed" : "unreachable", reason: null };
  } catch {
    return { kind, outcome: "unreachable", reason: "no_answer" };
  }
}
