import type { Deps } from "@/server/lib/deps";

const PAGE = 50;
const OUTCOMES = { queued: ["queued", "routed_end_user"], unmatched: ["unmatched", "replayed"], set_aside: ["set_aside"] } as const;

/** Letters as they came in, newest first, one page from the cursor on; the raw bytes stay in the database. At most 50 rows. */
export async function listLetters(deps: Deps, outcome: "all" | keyof typeof OUTCOMES, cursor: { receivedAt: Date; id: string } | null) {
  const rows = await deps.db.inboundMail.findMany({
    where: {
      ...(outcome === "all" ? {} : { outcome: { in: [...OUTCOMES[outcome]] } }),
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
      request: { select: { number: true } },
      reasons: true,
    },
  });
  const items = rows.slice(0, PAGE);
  const last = items.at(-1);
  return {
    items: items.map(({ request, reasons, ...row }) => ({
      ...row,
      requestNumber: request?.number ?? null,
      reasons: (reasons ?? []) as { code: string; sentence: string }[],
    })),
    next: rows.length > PAGE && last ? { receivedAt: last.receivedAt, id: last.id } : null,
  };
}
