import type { Deps } from "@/server/lib/deps";
import type { Answering } from "./answer-consent";
import { CONSENT_TEXT_VERSION, type ConsentState, consentState } from "./consent";

/** What somebody answered when asked whether they may be counted, as it stands now, and when. */
export async function consentOf(
  deps: Deps,
  { id, tenantId }: Answering,
): Promise<{ state: ConsentState; answeredAt: Date | null; textVersion: string }> {
  const newest = await deps.db.consent.findFirst({
    where: { tenantId, memberId: id, category: "analytics" },
    orderBy: [{ answeredAt: "desc" }, { id: "desc" }],
  });
  const state = consentState(newest);
  const answeredAt = state === "unanswered" ? null : (newest?.endedAt ?? newest?.answeredAt ?? null);
  return { state, answeredAt, textVersion: CONSENT_TEXT_VERSION };
}
