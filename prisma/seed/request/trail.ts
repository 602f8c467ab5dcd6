import { AUDIT_EVENTS, type AuditPayload, type AuditType } from "@/server/audit/audit-event";
import { MINUTE_MS } from "@/server/lib/clock";
import { sha256Hex } from "@/server/lib/crypto";
import type { NoticeKind, NoticeParams } from "@/server/notice/notice";
import type { Book } from "../book";
import { type Instant, iso } from "../instants";
import type { Random } from "../random";
import type { Tenant } from "../tenant/tenant";
import type { CodeProgress } from "./fates";

export type Actor = { kind: "operator" | "owner"; id: string } | { kind: "system" };
export const SYSTEM: Actor = { kind: "system" };

/** What happened to one request, written down the way the verbs write it. */
export class Trail {
  constructor(
    private readonly book: Book,
    private readonly random: Random,
    readonly tenant: Tenant,
    readonly requestId: string,
    /** False for letters nobody believes: nothing about them is filed under the tenant they name. */
    private readonly isBelieved: boolean,
    /** False once purged: what names the owner is gone, what proves the acts stays. */
    private readonly keepsPersonalData: boolean,
  ) {}

  event<Type extends AuditType>(type: Type, at: Instant, actor: Actor, payload: AuditPayload<Type>): void {
    AUDIT_EVENTS[type].parse(payload);
    const actorId = actor.kind === "system" ? null : actor.id;
    const tenantId = this.isBelieved ? this.tenant.id : null;
    this.book.add("console.audit_event", {
      at: iso(at),
      type,
      actor_kind: actor.kind,
      actor_id: actorId,
      tenant_id: tenantId,
      request_id: this.requestId,
      payload,
    });
  }

  /** A mail that was sent half a minute later. */
  notice<Kind extends NoticeKind>(kind: Kind, subjectId: string, at: Instant, params: NoticeParams[Kind]): void {
    if (!this.keepsPersonalData && kind !== "purged") return;
    this.book.add("console.notice", {
      id: this.random.uuid(),
      kind,
      subject_id: subjectId,
      tenant_id: this.isBelieved ? this.tenant.id : null,
      request_id: this.requestId,
      to_address: this.keepsPersonalData ? this.tenant.owner.email : null,
      language: this.tenant.language,
      params,
      created_at: iso(at),
      send_after: iso(at),
      attempts: 1,
      claimed_at: iso(at + 21_000),
      sent_at: iso(at + 23_000),
      voided_at: null,
      failure_code: null,
    });
  }

  signal(kind: "tenant_deactivated" | "tenant_reactivated" | "tenant_purged", subjectId: string, at: Instant): void {
    this.book.add("console.signal", {
      id: this.random.uuid(),
      kind,
      subject_id: subjectId,
      tenant_id: this.tenant.id,
      created_at: iso(at),
    });
  }

  /** A one-time code and its end; returns when it was confirmed, or when it was sent. */
  code(purpose: "deletion" | "return", progress: CodeProgress, sentAt: Instant, sentBy: Actor): Instant {
    if (progress === "not_sent") return sentAt;
    const id = this.random.uuid();
    const confirmedAt = progress === "confirmed" ? sentAt + this.random.int(90, 560) * 1_000 : null;
    const attempts = progress === "too_many_attempts" ? 5 : progress === "confirmed" ? this.random.int(1, 2) : 0;
    const endedAt =
      confirmedAt ?? (progress === "expired" ? sentAt + 25 * MINUTE_MS : progress === "too_many_attempts" ? sentAt + 6 * MINUTE_MS : null);
    this.event("request.code_sent", sentAt, sentBy, { purpose });
    this.notice(purpose === "deletion" ? "confirm_deletion" : "confirm_return", id, sentAt, { confirmationId: id });
    if (confirmedAt !== null)
      this.event("request.code_confirmed", confirmedAt, { kind: "owner", id: this.tenant.owner.id }, { purpose, attempts });
    if (!this.keepsPersonalData) return confirmedAt ?? sentAt;
    this.book.add("console.confirmation", {
      id,
      purpose,
      request_id: this.requestId,
      tenant_id: this.tenant.id,
      member_id: this.tenant.owner.id,
      // Of no code at all: those that were sent in the past are not meant to work any more.
      code_sha256: sha256Hex(`no code ${id}`),
      attempts,
      created_at: iso(sentAt),
      expires_at: iso(sentAt + 10 * MINUTE_MS),
      confirmed_at: confirmedAt === null ? null : iso(confirmedAt),
      ended_at: endedAt === null ? null : iso(endedAt),
      ended_because: endedAt === null ? null : progress,
    });
    return confirmedAt ?? sentAt;
  }
}
