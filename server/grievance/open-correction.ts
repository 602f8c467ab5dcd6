import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { CORRECTION_LENGTH } from "@/server/policy/grievance";
import { checkText } from "./check-text";
import { refuseValue } from "./correction-value";
import type { CorrectionField } from "./grievance";
import { lockForCase } from "./lock-for-case";
import { type Asker, type OpenedCase, openCase } from "./open-case";
import { readProfile } from "./read-profile";

export type CorrectionWish = { field: CorrectionField; to: string; text: string; formId?: string };

/**
 * An owner asks for a correction (DPDPA s.12): which field, and what it should say. Nothing is changed by asking; the officer looks at
 * it first. Throws `correction_same`, what `refuseValue` names, and what `lockForCase`, `checkText` and `openCase` throw.
 * @keeps D7.5
 */
export async function openCorrection(deps: Deps, asker: Asker, { field, to, text, formId }: CorrectionWish): Promise<OpenedCase> {
  const refused = refuseValue(field, to.trim());
  if (refused) throw new Refusal(refused);
  const wanted = checkText(to, CORRECTION_LENGTH).replace(/\s+/g, " ");
  const body = text.trim() ? checkText(text) : "";
  return deps.db.$transaction(async (tx) => {
    const now = await lockForCase(deps, tx, asker.tenantId);
    const profile = await readProfile(tx, asker);
    if (field !== "other" && profile[field] === wanted) throw new Refusal("correction_same");
    return openCase(tx, asker, { kind: "correction", topic: field, body, correction: { field, to: wanted }, formId }, now);
  });
}
