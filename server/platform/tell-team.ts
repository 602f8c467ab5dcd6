import { lockTenant, type Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { writeNotice } from "@/server/notice/write-notice";
import { letterOfWarning } from "./team-warning";

/** How many letters one transaction writes: a tenant's lock is never held for long, whatever the size of its team. */
const BATCH = 100;

type Warning = { id: string; tenantId: string };

/**
 * Writes a letter to everybody else of the tenant whose owner asked for it, in each tenant's language (D§5). However often it runs, each person
 * gets one. It stops where the account was deactivated meanwhile: "nothing has happened yet" would not be true, and sealed data is not used (L4).
 */
export async function tellTeam(deps: Deps, warningId: string): Promise<void> {
  const warning = await deps.db.teamWarning.findUnique({ where: { id: warningId }, select: { id: true, tenantId: true } });
  let after: string | null = warning ? FIRST : null;
  while (warning && after) {
    const from: string = after;
    after = await deps.db.$transaction(async (tx) => tellBatch(deps, tx, warning, from));
  }
}

const FIRST = "00000000-0000-0000-0000-000000000000";

/** Tells the next people by their ids, and answers with the last one's; null when nobody is left to tell. */
async function tellBatch(deps: Deps, tx: Tx, { id, tenantId }: Warning, after: string): Promise<string | null> {
  if (!(await lockTenant(tx, tenantId))) return null;
  if (await tx.deactivation.findFirst({ where: { tenantId, endedAt: null }, select: { id: true } })) return null;
  const people = await tx.teamMember.findMany({
    where: { tenantId, id: { gt: after }, role: { not: "owner" } },
    orderBy: { id: "asc" },
    take: BATCH,
    select: { id: true, email: true, tenant: { select: { language: true } } },
  });
  const at = await deps.clock.now(tx);
  for (const { id: memberId, email: toAddress, tenant } of people) {
    const subjectId = letterOfWarning(id, memberId);
    await writeNotice(tx, {
      kind: "team_warned",
      subjectId,
      tenantId,
      requestId: null,
      toAddress,
      language: tenant.language,
      params: {},
      at,
    });
  }
  return people.length === BATCH ? (people.at(-1)?.id ?? null) : null;
}
