import { factsSha256, paramsText } from "@/server/approval/facts-sha256";
import { orderOf } from "@/server/legal-hold/order";
import { DAY_MS, HOUR_MS } from "@/server/lib/clock";
import { classesHeldBy } from "@/server/retention/inventory";
import { OPERATORS } from "@/server/testing/cast";
import { dayInIndia, type Instant, iso } from "../instants";
import type { Case } from "./request";

/** Orders as they come in: whose, about what, and how far each is. */
const HOLDS = {
  overdue: {
    authority: "Cyber Crime Police Station, Bengaluru City",
    reference: "Cr. No. 0412/2026, notice u/s 94 BNSS",
    scope: ["everything"],
  },
  in_window: {
    authority: "High Court of Judicature at Bombay",
    reference: "Interim order in Comm. Suit (L) 21877 of 2026",
    scope: ["conversations", "correspondence"],
  },
  released: { authority: "Directorate of GST Intelligence, Zonal Unit Jaipur", reference: "DGGI/INV/2026/1184", scope: ["payments"] },
  to_review: {
    authority: "District Consumer Disputes Redressal Commission, Pune",
    reference: "CC/318/2026",
    scope: ["conversations", "bots"],
  },
  waiting: { authority: "City Civil Court, Bengaluru", reference: "OS 4410/2026, order on IA 2", scope: ["account", "keys"] },
} as const;
export type SeededHold = keyof typeof HOLDS;

const farah = { kind: "operator", id: OPERATORS.farah.id } as const;
const meera = { kind: "operator", id: OPERATORS.meera.id } as const;

/** A legal hold on a locked-out tenant, with what was written down about it. */
export function addHold({ book, random, tenant, now, trail }: Case, deactivatedAt: Instant, kind: SeededHold): void {
  const { scope, ...order } = HOLDS[kind];
  const id = random.uuid();
  const placedAt = kind === "waiting" ? now - 5 * HOUR_MS : deactivatedAt + 6 * DAY_MS;
  const agreedAt = kind === "waiting" ? null : placedAt + 3 * HOUR_MS;
  const releasedAt = kind === "released" ? placedAt + 9 * DAY_MS : null;
  const reviewOn = dayInIndia(kind === "to_review" ? now + 4 * DAY_MS : Math.max(placedAt + 60 * DAY_MS, now + 20 * DAY_MS));
  const heldClasses = classesHeldBy(scope);
  const hold = { id, tenant_id: tenant.id, ...order, scope: [...scope], held_classes: heldClasses, review_on: reviewOn };
  book.add("console.legal_hold", {
    ...hold,
    placed_at: iso(placedAt),
    placed_by: farah.id,
    released_at: releasedAt === null ? null : iso(releasedAt),
    lapses_at: iso(placedAt + 2 * DAY_MS),
    agreed_at: agreedAt === null ? null : iso(agreedAt),
    agreed_by: agreedAt === null ? null : meera.id,
    release_asked_at: releasedAt === null ? null : iso(releasedAt - 2 * HOUR_MS),
    release_asked_by: releasedAt === null ? null : farah.id,
    released_by: releasedAt === null ? null : meera.id,
    ended_because: releasedAt === null ? null : "released",
  });
  trail.event("hold.placed", placedAt, farah, { holdId: id, scope: scope.join(","), classes: heldClasses.length, reviewOn });
  if (agreedAt === null) {
    const facts = orderOf({ tenantId: tenant.id, ...order, scope: [...scope], heldClasses, reviewOn: new Date(reviewOn) });
    book.add("console.approval", {
      id: random.uuid(),
      kind: "place_hold",
      subject_id: id,
      facts_sha256: factsSha256(facts),
      params: paramsText(facts),
      maker_id: farah.id,
      needed: 1,
      created_at: iso(placedAt),
      expires_at: iso(placedAt + 2 * DAY_MS),
      checker_id: null,
      agreed_at: null,
      ended_at: null,
      ended_because: null,
    });
    return;
  }
  trail.event("hold.agreed", agreedAt, meera, { holdId: id });
  if (releasedAt === null) return;
  trail.event("hold.release_asked", releasedAt - 2 * HOUR_MS, farah, { holdId: id });
  trail.event("hold.released", releasedAt, meera, { holdId: id, erasedFrom: null });
}
