import type { Tx } from "@/server/lib/db";
import { AUDIT_EVENTS, type AuditPayload, type AuditType } from "./audit-event";

type Who = { kind: "operator" | "owner" | "member"; id: string } | { kind: "system" };

/** Signs the book in the caller's own transaction (A1): the act and its record commit together or not at all. Throws on a payload of the wrong shape. */
export async function recordAuditEvent<Type extends AuditType>(
  tx: Tx,
  type: Type,
  actor: Who,
  about: { tenantId?: string | null; requestId?: string | null },
  payload: AuditPayload<Type>,
): Promise<void> {
  AUDIT_EVENTS[type].parse(payload);
  await tx.auditEvent.create({
    data: {
      type,
      actorKind: actor.kind,
      actorId: actor.kind === "system" ? null : actor.id,
      tenantId: about.tenantId ?? null,
      requestId: about.requestId ?? null,
      payload: payload as object,
    },
    select: { id: true },
  });
}
