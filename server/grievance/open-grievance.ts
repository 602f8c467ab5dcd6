import type { Deps } from "@/server/lib/deps";
import { checkText } from "./check-text";
import { findConcerned } from "./find-concerned";
import type { Topic, WRITTEN_KINDS } from "./grievance";
import { lockForCase } from "./lock-for-case";
import { type Asker, type OpenedCase, openCase } from "./open-case";

type Written = (typeof WRITTEN_KINDS)[number];
export type GrievanceWish = { [Kind in Written]: { kind: Kind; topic: Topic<Kind>; text: string; formId?: string } }[Written];

/**
 * An owner complains, or withdraws a consent other than that for analytics (D§7, G5). What it concerns is linked where it is plain:
 * the latest deletion request for deletion and lock-out, the latest refund for refunds. Throws what `lockForCase`, `checkText` and
 * `openCase` throw.
 * @keeps D7.5
 */
export async function openGrievance(deps: Deps, asker: Asker, { kind, topic, text, formId }: GrievanceWish): Promise<OpenedCase> {
  const body = checkText(text);
  return deps.db.$transaction(async (tx) => {
    const now = await lockForCase(deps, tx, asker.tenantId);
    return openCase(
      tx,
      asker,
      { kind, topic, body, formId, ...(kind === "grievance" ? await findConcerned(tx, asker.tenantId, topic) : {}) },
      now,
    );
  });
}
