import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { DAY_MS, later } from "@/server/lib/clock";
import { lockTenant } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { enqueueJob } from "@/server/lib/queue";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { MOST_A_DAY } from "./export";

type Asking = { id: string; tenantId: string; language: string };

/**
 * Asks for an archive of everything a tenant has, for its owner (D§5 "Export your data"); the worker builds it. Answers with its
 * id. Throws `export_sealed`, `export_under_way` and `export_too_often`.
 */
export async function requestExport(deps: Deps, owner: Asking): Promise<string> {
  const { tenantId, id: memberId, language } = owner;
  return deps.db.$transaction(async (tx) => {
    if (!(await lockTenant(tx, tenantId))) throw new NotFound("tenant");
    const now = await deps.clock.now(tx);
    const sealed = await tx.deactivation.findFirst({ where: { tenantId, endedAt: null }, select: { id: true } });
    if (sealed) throw new Refusal("export_sealed");
    const open = await tx.dataExport.findFirst({ where: { tenantId, state: { in: ["requested", "building"] } }, select: { id: true } });
    if (open) throw new Refusal("export_under_way");
    const lately = { tenantId, state: { not: "failed" as const }, requestedAt: { gt: later(now, -DAY_MS) } };
    if ((await tx.dataExport.count({ where: lately })) >= MOST_A_DAY) throw new Refusal("export_too_often", { most: MOST_A_DAY });
    const { id } = await tx.dataExport.create({ data: { tenantId, memberId, language, requestedAt: now }, select: { id: true } });
    await recordAuditEvent(tx, "export.requested", { kind: "owner", id: memberId }, { tenantId }, { exportId: id });
    await enqueueJob(tx, "build-export", { exportId: id }, { key: `export:${id}` });
    return id;
  });
}
