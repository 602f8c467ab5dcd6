import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { sqlState } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import type { Bands } from "./refund";

/** More than ₹1,00,00,000 is no band but a slip of the finger. */
const MOST_PAISE = 1_000_000_000n;

/**
 * Sets R5's bands, in paise; what is left out stays as it is. Not for the console: its roles cannot write them, `deps.db` is the
 * database owner's. Proposals that wait are counted by the new bands. Answers with both; throws `bands_make_no_sense`,
 * `bands_are_the_owners` for any other login.
 */
export async function changeBands(deps: Deps, wish: Partial<Bands>): Promise<{ before: Bands; after: Bands }> {
  return change(deps, wish).catch((error: unknown) => {
    throw sqlState(error) === "42501" ? new Refusal("bands_are_the_owners") : error;
  });
}

const change = ({ db, clock }: Deps, wish: Partial<Bands>) =>
  db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM console.refund_band WHERE id = 1 FOR UPDATE`;
    const select = { aloneUpToPaise: true, twoAbovePaise: true };
    const before = await tx.refundBand.findUniqueOrThrow({ where: { id: 1 }, select });
    const after = { ...before, ...wish };
    const { aloneUpToPaise, twoAbovePaise } = after;
    if (aloneUpToPaise < 0n || aloneUpToPaise > twoAbovePaise || twoAbovePaise > MOST_PAISE) throw new Refusal("bands_make_no_sense");
    if (aloneUpToPaise === before.aloneUpToPaise && twoAbovePaise === before.twoAbovePaise) return { before, after };
    await tx.refundBand.update({ where: { id: 1 }, data: { ...after, changedAt: await clock.now(tx) }, select });
    const payload = {
      aloneUpToPaise: String(aloneUpToPaise),
      twoAbovePaise: String(twoAbovePaise),
      aloneUpToPaiseBefore: String(before.aloneUpToPaise),
      twoAbovePaiseBefore: String(before.twoAbovePaise),
    };
    await recordAuditEvent(tx, "refund.bands_changed", { kind: "system" }, {}, payload);
    return { before, after };
  });
