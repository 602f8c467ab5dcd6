import type { Prisma } from "@/prisma/generated/client";
import { findPause } from "@/server/grievance/find-order";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { assessPurchase, type PurchaseAssessment } from "./assess-purchase";
import { countCheckers } from "./count-checkers";
import { refundDecisions } from "./decision-view";
import { type Eligibility, refusalOf } from "./eligibility";
import { alreadyAsked } from "./find-asked";
import { cameOf } from "./gateway-news";
import { grantBy, grantFacts, grantHash } from "./refund";
import { REFUSALS } from "./refusals";
import { splitTax } from "./tax-split";

/** Everything the detail screen shows of one refund: what is paid back and why, who has to agree, what can be done, and what happened. */
export async function refundDetail(deps: Deps, refundId: string, actor: { id: string }) {
  const { db } = deps;
  const now = await deps.clock.now(db);
  const refund = await db.refund.findUnique({ where: { id: refundId }, include: { creditNote: true } });
  if (!refund) throw new NotFound("refund");
  const { tenantId, purchaseId } = refund;
  const [tenant, purchase, approval, retryOf, retriedBy, siblings, difference, events, news] = await Promise.all([
    db.tenant.findUnique({ where: { id: tenantId }, select: { id: true, name: true } }),
    db.purchase.findUnique({ where: { tenantId_id: { tenantId, id: purchaseId } } }),
    db.approval.findFirst({
      where: { kind: "grant_refund", subjectId: refundId },
      orderBy: { createdAt: "desc" },
      include: { agreements: { orderBy: { agreedAt: "asc" } } },
    }),
    refund.retryOfId ? db.refund.findUnique({ where: { id: refund.retryOfId }, select: { id: true, number: true } }) : null,
    db.refund.findUnique({ where: { retryOfId: refundId }, select: { id: true, number: true, state: true } }),
    db.refund.findMany({
      where: { purchaseId, id: { not: refundId } },
      orderBy: { number: "desc" },
      take: SIBLINGS,
      select: { id: true, number: true, state: true, trouble: true, amountPaise: true },
    }),
    db.refundDifference.findFirst({ where: { refundId, endedAt: null }, select: { id: true, kind: true } }),
    db.auditEvent.findMany({
      where: { tenantId, type: { startsWith: "refund." }, payload: { path: ["refundId"], equals: refundId } },
      orderBy: { id: "desc" },
      take: 100,
    }),
    db.gatewayEvent.findMany({ where: { refundId }, orderBy: { receivedAt: "desc" }, take: 50 }),
  ]);
  const assessment = refund.state === "requested" ? await assessOrRefuse(db, refund, now) : null;
  const open = approval && approval.endedAt === null && approval.expiresAt > now ? approval : null;
  // Whoever proposed it last, as long as it still counts: an ended proposal that was not agreed to is only history.
  const counts = open ?? (approval?.endedBecause === "agreed" ? approval : null);
  const agreed = counts?.agreements ?? [];
  const makerId = counts?.makerId ?? refund.makerId;
  const nameOf = await operatorNames(db, [
    refund.lodgedBy,
    makerId,
    ...agreed.map((one) => one.checkerId),
    ...events.map((event) => event.actorId),
  ]);
  const checkers = await countCheckers(db, grantBy(open?.makerId ?? actor.id, refund), now);
  const asked = siblings.find((sibling) => sibling.state === "requested");
  const against = assessment === null ? null : "refusal" in assessment ? assessment.refusal : refusalOf(assessment, refund);
  const [worst] = assessment && "eligibility" in assessment ? assessment.eligibility.reasons : [];
  const { creditNote, ...row } = refund;
  return {
    now,
    refund: { ...row, retryOf, retriedBy },
    tenant,
    purchase: purchase && purchaseView(purchase),
    split: splitTax(refund, purchase ?? notKnown(refund.amountPaise)),
    eligibility: assessment && "eligibility" in assessment ? eligibilityView(assessment.eligibility) : null,
    bands: { ...checkers.bands, spokenForPaise: checkers.spokenForPaise, alonePaise: checkers.alonePaise, needed: checkers.needed },
    /** The other refunds of its purchase, newest first: whoever decides sees what was asked besides. */
    siblings,
    approval: open && {
      id: open.id,
      needed: open.needed,
      createdAt: open.createdAt,
      expiresAt: open.expiresAt,
      /** What a checker agrees to, and the hash that the agreement is bound to. */
      factsSha256: grantHash(refund),
      facts: Object.entries(grantFacts(refund)),
      isCurrent: open.factsSha256 === grantHash(refund),
    },
    people: {
      lodgedBy: nameOf(refund.lodgedBy),
      maker: makerId ? (nameOf(makerId) ?? "A former colleague") : null,
      proposedAt: counts?.createdAt ?? refund.grantedAt,
      agreed: agreed.map((one) => ({ name: nameOf(one.checkerId), at: one.agreedAt })),
    },
    creditNote: creditNote && {
      id: creditNote.id,
      number: creditNote.number,
      issuedAt: creditNote.issuedAt,
      reversedAt: creditNote.reversedAt,
    },
    difference,
    decisions: refundDecisions(
      {
        state: refund.state,
        trouble: refund.trouble,
        troublesHad: refund.troublesHad,
        shapedBy: refund.shapedBy,
        gatewayRefundId: refund.gatewayRefundId,
        isRetried: retriedBy !== null,
        askedAlready: asked ? alreadyAsked(asked.number) : null,
        against,
        againstAny: worst ? new Refusal(worst.code) : assessment && "refusal" in assessment ? assessment.refusal : null,
        isPaused: (await findPause(db, refundId, now)) !== null,
        approval: open && { makerId: open.makerId, agreedBy: agreed.map((one) => one.checkerId) },
      },
      actor.id,
    ),
    timeline: [
      ...events.filter(isNoTwin).map((event) => ({
        id: String(event.id),
        at: event.at,
        type: event.type,
        actorKind: event.actorKind,
        actorName: nameOf(event.actorId),
        payload: { ...(event.payload as Payload), ...numbersOf(event.type, retryOf, retriedBy) },
      })),
      ...news.map((one) => ({
        id: one.id,
        at: one.receivedAt,
        type: "gateway.said",
        actorKind: "system" as const,
        actorName: null,
        payload: {
          gateway: one.gateway,
          status: one.status,
          amountPaise: String(one.amountPaise),
          gatewayReference: one.gatewayReference,
          bankReference: one.bankReference,
          outcome: cameOf(one, refund, events),
        } as Payload,
      })),
    ].toSorted((a, b) => b.at.getTime() - a.at.getTime()),
  };
}

/** Enough for people to look through; a purchase has few. */
const SIBLINGS = 20;
type Payload = Record<string, string | number | boolean | null>;
type Named = { number: number } | null;

/** By which number people know the other refund that an entry is about. */
function numbersOf(type: string, retryOf: Named, retriedBy: Named): Payload {
  if (type === "refund.requested" && retryOf) return { retryOfNumber: retryOf.number };
  return type === "refund.tried_again" && retriedBy ? { retryNumber: retriedBy.number } : {};
}

/** Decided by one person alone, the proposal is the grant: the grant's own entry says it. */
const isNoTwin = ({ type, payload }: { type: string; payload: unknown }): boolean =>
  type !== "refund.grant_proposed" || (payload as Payload).checkersNeeded !== 0;

/** The purchase has been erased: which tax it was cannot be said any more. */
const notKnown = (amountPaise: bigint) => ({ amountPaise, taxablePaise: 0n, cgstPaise: 0n, sgstPaise: 0n, igstPaise: 0n });

/** The assessment, or what refuses one: an erased tenant, an unknown purchase. The screen shows either. */
async function assessOrRefuse(
  db: Tx,
  refund: { id: string; tenantId: string; purchaseId: string; requestedAt: Date },
  now: Date,
): Promise<PurchaseAssessment | { refusal: Refusal }> {
  const { id: exceptRefundId, tenantId, purchaseId, requestedAt: askedAt } = refund;
  return assessPurchase(db, { tenantId, purchaseId, askedAt, exceptRefundId }, now).catch((error: unknown) => {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  });
}

/** What the engine says, with the sentence of every reason. */
export const eligibilityView = ({ reasons, ...rest }: Eligibility) => ({
  ...rest,
  reasons: reasons.map(({ code, clause }) => ({ code, clause, sentence: REFUSALS[code] })),
});

/** What a screen shows of a purchase. */
export const purchaseView = (purchase: Prisma.PurchaseGetPayload<object>) => ({
  id: purchase.id,
  kind: purchase.kind,
  orderId: purchase.orderId,
  paymentId: purchase.paymentId,
  invoiceNumber: purchase.invoiceNumber,
  gateway: purchase.gateway,
  amountPaise: purchase.amountPaise,
  taxablePaise: purchase.taxablePaise,
  placeOfSupply: purchase.placeOfSupply,
  purchasedAt: purchase.purchasedAt,
});

async function operatorNames(db: Tx, ids: (string | null)[]): Promise<(id: string | null) => string | null> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const rows = await db.operator.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return (id) => (id ? (names.get(id) ?? null) : null);
}
