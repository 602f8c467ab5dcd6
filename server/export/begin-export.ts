import { lockTenant } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { type FailedBecause, MOST_ATTEMPTS } from "./export";

/** One try at an archive. `startedAt` is its instant: what is written later is not in it. */
export type Begun = {
  id: string;
  tenantId: string;
  memberId: string;
  language: string;
  startedAt: Date;
  attempt: number;
  /** Set when this try can only end it. */
  end: FailedBecause | null;
};

/** Begins a try, which ends whatever try is still under way: that one notices by its number. "over": nothing is to be built. */
export async function beginExport(deps: Deps, id: string): Promise<Begun | "over"> {
  return deps.db.$transaction(async (tx) => {
    const known = await tx.dataExport.findUnique({ where: { id }, select: { tenantId: true } });
    if (!known || !(await lockTenant(tx, known.tenantId))) return "over";
    const row = await tx.dataExport.findUnique({ where: { id } });
    if (!row || (row.state !== "requested" && row.state !== "building")) return "over";
    const startedAt = await deps.clock.now(tx);
    const { tenantId, memberId, language } = row;
    const sealed = await tx.deactivation.findFirst({ where: { tenantId, endedAt: null }, select: { id: true } });
    const end = sealed ? "tenant_sealed" : row.attempts >= MOST_ATTEMPTS ? "could_not_be_built" : null;
    const attempt = row.attempts + 1;
    await tx.dataExport.update({
      where: { id },
      data: { state: "building", startedAt, attempts: attempt, step: null, itemsDone: 0, itemsTotal: 0 },
      select: { id: true },
    });
    return { id, tenantId, memberId, language, startedAt, attempt, end };
  });
}
