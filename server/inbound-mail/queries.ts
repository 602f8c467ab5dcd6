import type { Deps } from "@/server/lib/deps";
import { maskEmail, maskWithin } from "@/server/lib/mask";
import { tenantAskingRefund } from "./refund-letter";
import { waitingRefundLetters } from "./refund-letters.queries";

const PAGE = 50;
const OUTCOMES = { queued: ["queued", "routed_end_user"], unmatched: ["unmatched", "replayed"], set_aside: ["set_aside"] } as const;

/**
 * Letters as they came in, newest first, senders masked until a letter is opened (A2), one page from the cursor on. Those of the grievance
 * desk stand with their cases and nowhere else (G1); where one asks for a refund too, it waits among those, without its words. At most 50 rows.
 */
export async function listLetters(
  deps: Deps,
  outcome: "all" | "refunds" | keyof typeof OUTCOMES,
  cursor: { receivedAt: Date; id: string } | null,
) {
  const rows = await deps.db.inboundMail.findMany({
    where: {
      ...(outcome === "refunds" ? {} : { grievanceId: null }),
      ...(await wanted(deps, outcome)),
      ...(cursor ? { OR: [{ receivedAt: { lt: cursor.receivedAt } }, { receivedAt: cursor.receivedAt, id: { gt: cursor.id } }] } : {}),
    },
    orderBy: [{ receivedAt: "desc" }, { id: "asc" }],
    take: PAGE + 1,
    select: {
      id: true,
      receivedAt: true,
      fromAddress: true,
      subject: true,
      bytes: true,
      sender: true,
      intent: true,
      outcome: true,
      asideReason: true,
      examinedAt: true,
      requestId: true,
      tenantId: true,
      request: { select: { number: true } },
      reasons: true,
      grievanceId: true,
    },
  });
  const items = rows.slice(0, PAGE);
  const last = items.at(-1);
  return {
    items: items.map(({ request, reasons, tenantId, grievanceId, ...row }) => ({
      ...row,
      fromAddress: row.fromAddress && maskEmail(row.fromAddress),
      subject: grievanceId ? null : row.subject && maskWithin(row.subject),
      /** It complains as well, so its words are the grievance desk's to read. */
      isAtDesk: grievanceId !== null,
      /** Whose refund can be lodged by it. */
      refundTenantId: tenantAskingRefund({ ...row, tenantId }),
      requestNumber: request?.number ?? null,
      reasons: maskReasons(reasons),
    })),
    next: rows.length > PAGE && last ? { receivedAt: last.receivedAt, id: last.id } : null,
  };
}

const maskReasons = (reasons: unknown) =>
  ((reasons ?? []) as { code: string; sentence: string }[]).map(({ code, sentence }) => ({ code, sentence: maskWithin(sentence) }));

async function wanted(deps: Deps, outcome: "all" | "refunds" | keyof typeof OUTCOMES) {
  if (outcome === "all") return {};
  return outcome === "refunds" ? { id: { in: await waitingRefundLetters(deps) } } : { outcome: { in: [...OUTCOMES[outcome]] } };
}
