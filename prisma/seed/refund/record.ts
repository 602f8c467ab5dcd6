import { AUDIT_EVENTS, type AuditPayload, type AuditType } from "@/server/audit/audit-event";
import { HOUR_MS, MINUTE_MS } from "@/server/lib/clock";
import { sha256Hex } from "@/server/lib/crypto";
import type { RefundNotice } from "@/server/notice/notice";
import { REFUND_DECISION_HOURS } from "@/server/policy/refund";
import { creditsFor } from "@/server/refund/tax-split";
import { OPERATORS } from "@/server/testing/cast";
import type { Row } from "@/server/testing/insert-rows";
import type { Book } from "../book";
import { type Instant, iso } from "../instants";
import type { Random } from "../random";
import { addEntry, buyCredits } from "../tenant/money";
import type { Tenant } from "../tenant/tenant";
import type { RefundCase } from "./cases";

/** A tenant of the 30 days. */
export type Sealed = { tenant: Tenant; deactivatedAt: Instant };
export type Actor = { kind: "operator" | "owner"; id: string } | { kind: "system" };
export const SYSTEM: Actor = { kind: "system" };

export type Telling = {
  book: Book;
  random: Random;
  now: Instant;
  tenant: Tenant;
  told: RefundCase;
  boughtAt: Instant;
  askedAt: Instant;
  retries: RefundRecord | undefined;
};

/** The rows of one refund: what the story writes down as it goes on. */
export class RefundRecord {
  readonly tenant: Tenant;
  readonly id: string;
  readonly purchase: Row;
  protected readonly refund: Row;

  constructor(protected readonly that: Telling) {
    const { book, random, tenant, told, boughtAt, askedAt, retries } = that;
    this.tenant = tenant;
    this.id = random.uuid();
    const making = { book, random, tenantId: tenant.id, wish: { organisation: tenant.organisation } };
    const purchaseId = retries ? String(retries.purchase.id) : buyCredits(making, told.taxablePaise, boughtAt, told.gateway);
    this.purchase = book.of("platform.purchase").find(({ id }) => id === purchaseId) ?? {};
    const amountPaise = Math.round((Number(this.purchase.amount_paise) * told.share) / 1_000);
    this.refund = {
      id: this.id,
      tenant_id: tenant.id,
      purchase_id: purchaseId,
      channel: told.channel,
      requested_at: iso(askedAt),
      lodged_by: retries ? OPERATORS.meera.id : told.lodgedBy ? OPERATORS[told.lodgedBy].id : null,
      letter_id: null,
      reason: told.reason,
      currency: "INR",
      amount_paise: amountPaise,
      credits_paise: Number(creditsFor(componentsOf(this.purchase), BigInt(amountPaise), [])),
      state: told.state,
      version: 1,
      created_at: iso(retries ? askedAt + (told.decidedAfterHours ?? 0) * HOUR_MS - 20 * MINUTE_MS : askedAt),
      state_changed_at: iso(askedAt),
      due_at: iso(askedAt + REFUND_DECISION_HOURS * HOUR_MS),
      maker_id: null,
      checkers_needed: 0,
      granted_at: null,
      declined_because: null,
      gateway: told.gateway,
      payout_name: `cmr_${random.hex(32)}`,
      gateway_refund_id: null,
      gateway_reference: null,
      bank_reference: null,
      submitted_at: null,
      settled_at: null,
      attempts: 0,
      asked_at: null,
      next_ask_at: null,
      failure_code: null,
      trouble: null,
      trouble_since: null,
      retry_of_id: retries?.id ?? null,
    };
    book.add("console.refund", this.refund);
  }

  /** What the gateway told us of itself; each calls it by a word of its own. */
  protected hear(cashfree: string, razorpay: string, at: Instant, outcome = "applied"): void {
    const { book, random, told } = this.that;
    book.add("console.gateway_event", {
      id: random.uuid(),
      gateway: told.gateway,
      event_id: told.gateway === "razorpay" ? random.hex(14) : random.hex(64),
      body_sha256: sha256Hex(`${this.id} ${at}`),
      tenant_id: this.tenant.id,
      refund_id: this.id,
      gateway_refund_id: this.refund.gateway_refund_id ?? null,
      gateway_reference: this.refund.gateway_reference ?? null,
      status: told.gateway === "razorpay" ? razorpay : cashfree,
      amount_paise: Number(this.amounts().amountPaise),
      bank_reference: this.refund.bank_reference ?? null,
      sent_at: iso(at - 2_000),
      received_at: iso(at),
      outcome,
    });
  }

  /** Somebody has paid back more of the order at the gateway itself. */
  protected differ(paise: number, at: Instant): void {
    const { book, random, told, now } = this.that;
    const id = random.uuid();
    book.add("console.refund_difference", {
      id,
      kind: "unknown_at_us",
      gateway: told.gateway,
      tenant_id: this.tenant.id,
      purchase_id: this.refund.purchase_id ?? null,
      refund_id: null,
      gateway_refund_id: `dash_${random.hex(8)}`,
      gateway_reference: random.digits(10),
      our_state: null,
      their_state: "succeeded",
      our_paise: null,
      their_paise: paise,
      found_at: iso(at),
      seen_at: iso(now - 7 * HOUR_MS),
      ended_at: null,
      ended_because: null,
      ended_by: null,
    });
    this.event("refund.differs", at, SYSTEM, { differenceId: id, refundId: null, kind: "unknown_at_us" } as never);
    book.add("console.alert", {
      id: random.uuid(),
      kind: "refunds_differ",
      refund_id: null,
      difference_id: id,
      raised_at: iso(at),
      ended_at: null,
    });
  }

  protected raise(kind: "refund_needs_person" | "refund_reversed", at: Instant): void {
    const { book, random, told } = this.that;
    Object.assign(this.refund, { trouble: told.trouble ?? null, trouble_since: iso(at) });
    if (told.trouble === "unknown_too_long") this.event("refund.trouble", at, SYSTEM, { trouble: told.trouble });
    book.add("console.alert", { id: random.uuid(), kind, refund_id: this.id, difference_id: null, raised_at: iso(at), ended_at: null });
  }

  protected move(at: Instant, more: Row): void {
    Object.assign(this.refund, { ...more, version: Number(this.refund.version) + 1, state_changed_at: iso(at) });
  }

  protected enter(kind: "refund" | "refund_return", paise: bigint, at: Instant): void {
    const { book, random } = this.that;
    addEntry({ book, random, tenantId: this.tenant.id }, "purchased", kind, Number(paise), at, String(this.refund.purchase_id), this.id);
  }

  /** A person tried it again as `retryId`, which ended what they had to look at. */
  triedAgain(at: Instant, actor: Actor, retryId: string): void {
    this.event("refund.trouble_ended", at, actor, { trouble: "failed", because: "tried_again" });
    this.event("refund.tried_again", at, actor, { retryId });
  }

  protected amounts(): { amountPaise: bigint; creditsPaise: bigint } {
    return { amountPaise: BigInt(Number(this.refund.amount_paise)), creditsPaise: BigInt(Number(this.refund.credits_paise)) };
  }

  protected event<Type extends AuditType>(type: Type, at: Instant, actor: Actor, more: Omit<AuditPayload<Type>, "refundId">): void {
    const payload = AUDIT_EVENTS[type].parse({ refundId: this.id, ...more });
    const actorId = actor.kind === "system" ? null : actor.id;
    const who = { actor_kind: actor.kind, actor_id: actorId };
    this.that.book.add("console.audit_event", { at: iso(at), type, ...who, tenant_id: this.tenant.id, request_id: null, payload });
  }

  /** A mail that was sent half a minute later. */
  protected notice(kind: RefundNotice, at: Instant, more: { because?: string }): void {
    const { book, random } = this.that;
    book.add("console.notice", {
      id: random.uuid(),
      kind,
      subject_id: this.id,
      tenant_id: this.tenant.id,
      request_id: null,
      to_address: this.tenant.owner.email,
      language: this.tenant.language,
      params: { refundId: this.id, ...more },
      created_at: iso(at),
      send_after: iso(at),
      attempts: 1,
      claimed_at: iso(at + 21_000),
      sent_at: iso(at + 23_000),
      voided_at: null,
      failure_code: null,
    });
  }
}

export const componentsOf = (purchase: Row) => ({
  amountPaise: BigInt(Number(purchase.amount_paise)),
  taxablePaise: BigInt(Number(purchase.taxable_paise)),
  cgstPaise: BigInt(Number(purchase.cgst_paise)),
  sgstPaise: BigInt(Number(purchase.sgst_paise)),
  igstPaise: BigInt(Number(purchase.igst_paise)),
});
