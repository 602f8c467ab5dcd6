import { factsSha256, paramsText } from "@/server/approval/facts-sha256";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/server/lib/clock";
import { checkersNeeded, grantFacts } from "@/server/refund/refund";
import { OPERATORS } from "@/server/testing/cast";
import type { Row } from "@/server/testing/insert-rows";
import { type Instant, iso } from "../instants";
import { draftCreditNote, type UnnumberedNote } from "./credit-notes";
import { type Actor, RefundRecord, SYSTEM } from "./record";

/** R5 as the settings have it when nobody changes them; the seed reads none. */
const BANDS = { aloneUpToPaise: 100_000n, twoAbovePaise: 1_000_000n };

/** One refund from its purchase to where it is now, written down the way the verbs write it. */
export class RefundStory extends RefundRecord {
  /** Answers with its credit note, when it has one. */
  tell(): UnnumberedNote | null {
    const { told, askedAt, tenant, retries } = this.that;
    const { amountPaise } = this.amounts();
    const writtenAt = Date.parse(String(this.refund.created_at));
    const asker = retries ? operator("meera") : told.lodgedBy ? operator(told.lodgedBy) : ({ kind: "owner", id: tenant.owner.id } as const);
    const purchaseId = String(this.refund.purchase_id);
    retries?.triedAgain(writtenAt, asker, this.id);
    this.event("refund.requested", writtenAt, asker, {
      purchaseId,
      channel: told.channel,
      amountPaise: String(amountPaise),
      ...(retries ? { retryOfId: retries.id } : {}),
    });
    if (!retries) this.notice("refund_received", askedAt, {});
    const decidedAt = askedAt + (told.decidedAfterHours ?? 0) * HOUR_MS;
    if (told.state === "declined") return this.decline(decidedAt);
    if (!told.maker) return null;
    if (!this.grant(decidedAt)) return null;
    if (told.state === "granted") return null;
    return this.payOut(decidedAt + 4_000);
  }

  private decline(at: Instant): null {
    const because = this.that.told.declinedBecause ?? "not_eligible";
    this.move(at, { declined_because: because });
    this.event("refund.declined", at, operator("meera"), { because });
    this.notice("refund_declined", at, { because });
    return null;
  }

  /** The band decides how many others have to agree (R5). False while somebody is still waited for. */
  private grant(at: Instant): boolean {
    const { book, random, told } = this.that;
    const { maker = "dev", agreed = [], state } = told;
    const { amountPaise, creditsPaise } = this.amounts();
    const needed = checkersNeeded(amountPaise, BANDS);
    const isGranted = state !== "requested";
    if (isGranted && agreed.length !== needed)
      throw new Error(`a refund of ${amountPaise} paise takes ${needed} others, not ${agreed.length}`);
    const words = { amountPaise: String(amountPaise) };
    this.event("refund.grant_proposed", at, operator(maker), { ...words, checkersNeeded: needed });
    const agreedAt = (nth: number) => at + (nth + 1) * 40 * MINUTE_MS;
    const grantedAt = agreed.length > 0 ? agreedAt(agreed.length - 1) : at;
    if (needed > 0) {
      const approvalId = random.uuid();
      const facts = {
        ...{ id: this.id, tenantId: this.tenant.id, purchaseId: String(this.refund.purchase_id), amountPaise, creditsPaise },
        ...{ currency: "INR", gateway: told.gateway, reason: told.reason, requestedAt: new Date(this.that.askedAt) },
      };
      const lastChecker = isGranted ? agreed.at(-1) : undefined;
      book.add("console.approval", {
        id: approvalId,
        kind: "grant_refund",
        subject_id: this.id,
        facts_sha256: factsSha256(grantFacts(facts)),
        params: paramsText(grantFacts(facts)),
        maker_id: OPERATORS[maker].id,
        needed,
        created_at: iso(at),
        expires_at: iso(at + 48 * HOUR_MS),
        checker_id: lastChecker ? OPERATORS[lastChecker].id : null,
        agreed_at: lastChecker ? iso(grantedAt) : null,
        ended_at: lastChecker ? iso(grantedAt) : null,
        ended_because: lastChecker ? "agreed" : null,
      });
      for (const [nth, who] of agreed.entries()) {
        book.add("console.approval_agreement", { approval_id: approvalId, checker_id: OPERATORS[who].id, agreed_at: iso(agreedAt(nth)) });
        this.event("refund.grant_agreed", agreedAt(nth), operator(who), { agreed: nth + 1, needed });
      }
    }
    if (!isGranted) return false;
    this.move(grantedAt, { maker_id: OPERATORS[maker].id, checkers_needed: needed, granted_at: iso(grantedAt), due_at: iso(grantedAt) });
    this.event("refund.granted", grantedAt, operator(agreed.at(-1) ?? maker), { ...words, checkers: needed });
    return true;
  }

  private payOut(earliest: Instant): UnnumberedNote | null {
    const { random, told, now } = this.that;
    const at = Math.max(earliest, Date.parse(String(this.refund.granted_at)) + 4_000);
    const { amountPaise, creditsPaise } = this.amounts();
    this.enter("refund", -creditsPaise, at);
    this.event("refund.submitted", at, SYSTEM, { amountPaise: String(amountPaise), creditsPaise: String(creditsPaise) });
    const asked = { attempts: 1, asked_at: iso(at + 1_000), next_ask_at: iso(now + random.int(25, 55) * MINUTE_MS) };
    this.move(at, { gateway_refund_id: this.refund.payout_name as string, submitted_at: iso(at), due_at: iso(at + DAY_MS), ...asked });
    if (told.state === "submitted") {
      Object.assign(this.refund, { attempts: 28, asked_at: iso(now - 12 * MINUTE_MS) });
      this.raise("refund_needs_person", at + DAY_MS);
      return null;
    }
    const reference = told.gateway === "razorpay" ? `rfnd_${random.hex(14)}` : random.digits(10);
    this.move(at + 1_000, { gateway_reference: reference, due_at: iso(at + 7 * DAY_MS) });
    this.event("refund.pending", at + 1_000, SYSTEM, {});
    if (told.state === "pending") {
      Object.assign(this.refund, { attempts: 5, asked_at: iso(now - 20 * MINUTE_MS) });
      return null;
    }
    return this.settle(at + (told.settledAfterHours ?? 24) * HOUR_MS + random.int(1, 50) * MINUTE_MS);
  }

  private settle(at: Instant): UnnumberedNote | null {
    const { random, told } = this.that;
    const { amountPaise, creditsPaise } = this.amounts();
    const over = { settled_at: iso(at), next_ask_at: null, due_at: iso(at), attempts: 2, asked_at: iso(at - 9 * MINUTE_MS) };
    if (told.state === "failed") {
      this.move(at, { ...over, failure_code: told.failureCode ?? "CANCELLED" });
      this.hear("CANCELLED", "failed", at);
      this.enter("refund_return", creditsPaise, at);
      this.event("refund.failed", at, SYSTEM, { because: told.failureCode ?? "CANCELLED", creditsReturned: String(creditsPaise) });
      this.notice("refund_returned", at, {});
      if (told.trouble) this.raise("refund_needs_person", at); // otherwise the case after it tries it again
      return null;
    }
    this.move(at, { ...over, bank_reference: random.digits(12) });
    this.hear("SUCCESS", "processed", at);
    const note = this.draftNote(at);
    this.event("refund.succeeded", at, SYSTEM, { amountPaise: String(amountPaise), creditNoteId: String(note.note.id) });
    this.notice("refund_succeeded", at, {});
    if (told.strangerPaise) this.differ(told.strangerPaise, at + 2 * DAY_MS);
    if (told.state === "reversed") this.reverse(at + (told.reversedAfterHours ?? 48) * HOUR_MS, note.note);
    return note;
  }

  private draftNote(at: Instant): UnnumberedNote {
    const { book, random } = this.that;
    const tenant = book.of("platform.tenant").find(({ id }) => id === this.tenant.id) ?? {};
    const note = draftCreditNote({ id: random.uuid(), refund: this.refund, purchase: this.purchase, tenant, at });
    return { note, purchase: this.purchase };
  }

  private reverse(at: Instant, note: Row): void {
    const { creditsPaise } = this.amounts();
    this.move(at, { failure_code: this.that.told.failureCode ?? "CANCELLED", due_at: iso(at) });
    note.reversed_at = iso(at);
    this.hear("CANCELLED", "failed", at - 4_000, "ignored"); // it contradicts us: only its answer to our own question counts
    this.enter("refund_return", creditsPaise, at);
    this.event("refund.reversed", at, SYSTEM, { creditsReturned: String(creditsPaise) });
    this.notice("refund_returned", at, {});
    this.raise("refund_reversed", at);
  }
}

const operator = (who: "meera" | "dev" | "farah"): Actor => ({ kind: "operator", id: OPERATORS[who].id });
