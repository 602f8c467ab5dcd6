import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/server/lib/clock";
import { RETENTION_HOURS } from "@/server/policy/retention";
import { type Instant, iso } from "../instants";
import { addHold } from "./hold";
import { addLetter } from "./letter";
import type { Case } from "./request";
import { SYSTEM } from "./trail";

const PROBES = ["owner_sign_in", "member_sign_in", "api_key", "bot", "webhook"] as const;
const TABLES_OF_A_TENANT = 14;

/** The deactivation with its five refused probes, the mail to the owner, the signal to the platform, and what waits beside it. */
export function addLockOut(that: Case, at: Instant): { deactivationId: string; purgeDueAt: Instant } {
  const { book, random, fate, tenant, requestId, trail, decider } = that;
  const deactivationId = random.uuid();
  const purgeDueAt = at + RETENTION_HOURS * HOUR_MS;
  const { keysRevoked, sessionsEnded } = tenant;
  book.add("console.deactivation", {
    id: deactivationId,
    tenant_id: tenant.id,
    request_id: requestId,
    deactivated_at: iso(at),
    purge_due_at: iso(purgeDueAt),
    deactivated_by: decider.id,
    keys_revoked: keysRevoked,
    sessions_ended: sessionsEnded,
    digest_taken_at: null,
    ended_at: null,
    ended_because: null,
  });
  trail.event("tenant.deactivated", at, decider, { keysRevoked, sessionsEnded, purgeDueAt: iso(purgeDueAt) });
  trail.notice("deactivated", deactivationId, at, { deactivatedAt: iso(at), purgeDueAt: iso(purgeDueAt) });
  trail.signal("tenant_deactivated", deactivationId, at);
  const observedAt = at + random.int(900, 4_000);
  const receipt = { deactivation_id: deactivationId, outcome: "refused", attempts: 1, observed_at: iso(observedAt) };
  book.add(
    "console.probe_receipt",
    ...PROBES.map((kind) => ({ ...receipt, kind, reason: kind === "api_key" ? "revoked" : "tenant_deactivated" })),
  );
  trail.event("lockout.probed", observedAt, SYSTEM, { refused: PROBES.length, allowed: 0, unreachable: 0, absent: 0 });
  if (fate.held) addHold(that, at, fate.held);
  if (fate.asksToReturn) askToReturn(that, Math.min(at + 26 * DAY_MS, that.now - 3 * HOUR_MS));
  return { deactivationId, purgeDueAt };
}

/** The way back: asked, confirmed by code, granted. */
export function addReturn(that: Case, deactivationId: string, at: Instant): Instant {
  const { book, trail, decider } = that;
  askToReturn(that, at - 90 * MINUTE_MS, at);
  const deactivation = book.of("console.deactivation").find(({ id }) => id === deactivationId);
  Object.assign(deactivation ?? {}, { ended_at: iso(at), ended_because: "reactivated" });
  trail.event("tenant.reactivated", at, decider, { tablesCompared: TABLES_OF_A_TENANT, agreedBySecondPerson: false });
  trail.notice("reactivated", deactivationId, at, { tablesCompared: TABLES_OF_A_TENANT, rowsCompared: 4_812 });
  trail.signal("tenant_reactivated", deactivationId, at);
  return at;
}

function askToReturn({ book, random, fate, tenant, requestId, trail }: Case, at: Instant, grantedAt: Instant | null = null): void {
  if (fate.channel === "mail") addLetter(book, { tenant, requestId, evidence: "all_passed", at: at - 9_000, kind: "return" }, random);
  const asker = fate.channel === "mail" ? SYSTEM : { kind: "owner" as const, id: tenant.owner.id };
  trail.event("request.return_asked", at, asker, {});
  trail.code("return", "confirmed", at + 1_000, asker);
  book.add("console.return_request", {
    id: random.uuid(),
    request_id: requestId,
    tenant_id: tenant.id,
    received_at: iso(at),
    ended_at: grantedAt === null ? null : iso(grantedAt),
    ended_because: grantedAt === null ? null : "granted",
  });
}
