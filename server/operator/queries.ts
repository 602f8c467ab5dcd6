import type { Deps } from "@/server/lib/deps";
import { maskEmail } from "@/server/lib/mask";
import { NotFound } from "@/server/lib/refusal";
import { gatherOperator } from "./gather-operator";
import { oldestSession, operatorState } from "./operator";
import { OPERATOR_ACTS, type OperatorAct, refuseAct } from "./operator-acts";
import type { Role } from "./permissions";
import { REFUSALS } from "./refusals";

type Reader = { id: string; role: Role };
const PAGE = 50;

/** Auditors act on nothing and write to nobody: they see enough of an address to recognise it (A2). */
const emailFor = (reader: Reader, email: string): string => (reader.role === "auditor" ? maskEmail(email) : email);

/** What waits for a second person, the eldest first; there are few, and each for 48 hours at most. */
export async function waitingChanges(deps: Deps, reader: Reader) {
  const now = await deps.clock.now(deps.db);
  const changes = await deps.db.operatorChange.findMany({
    where: { appliedAt: null, endedAt: null },
    orderBy: { askedAt: "asc" },
    take: PAGE,
  });
  const approvals = await deps.db.approval.findMany({
    where: { kind: "change_operator", subjectId: { in: changes.map(({ id }) => id) }, endedAt: null, expiresAt: { gt: now } },
    select: { subjectId: true, expiresAt: true },
  });
  const people = await peopleOf(deps, [...changes.map(({ operatorId }) => operatorId), ...changes.map(({ askedBy }) => askedBy)]);
  const items = changes.flatMap((change) => {
    const approval = approvals.find(({ subjectId }) => subjectId === change.id);
    if (!approval) return [];
    const { id, operatorId, isInvitation, fromRole, toRole, askedAt } = change;
    const email = change.email && emailFor(reader, change.email);
    const names = { name: change.name ?? people.get(operatorId) ?? "", askedByName: people.get(change.askedBy) ?? null };
    return [{ id, operatorId, isInvitation, fromRole, toRole, askedAt, email, expiresAt: approval.expiresAt, ...names }];
  });
  return { now, items };
}

/** Everybody who works here or did, by name, one page from the cursor on (keyset); staff are few, so names need no index. `next` is null on the last page. */
export async function listOperators(deps: Deps, reader: Reader, cursor: { name: string; id: string } | null) {
  const now = await deps.clock.now(deps.db);
  const rows = await deps.db.operator.findMany({
    where: cursor ? { OR: [{ name: { gt: cursor.name } }, { name: cursor.name, id: { gt: cursor.id } }] } : {},
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: PAGE + 1,
    include: { _count: { select: { sessions: { where: { endedAt: null, signedInAt: { gt: oldestSession(now) } } } } } },
  });
  const items = rows.slice(0, PAGE).map((row) => ({
    id: row.id,
    name: row.name,
    email: emailFor(reader, row.email),
    role: row.role,
    state: operatorState(row),
    lastSeenAt: row.lastSeenAt,
    endedAt: row.endedAt,
    openSessions: row.endedAt ? 0 : row._count.sessions,
  }));
  const last = items[PAGE - 1];
  return { now, items, next: rows.length > PAGE && last ? { name: last.name, id: last.id } : null };
}

export type OperatorDecision = { allowed: boolean; code: string | null; because: string | null };

/** One person: role, sessions, what waits for a second person, what can be done and why not, and what was done to and by them here. */
export async function operatorDetail(deps: Deps, id: string, reader: Reader) {
  const { db } = deps;
  const now = await deps.clock.now(db);
  const gathered = await gatherOperator(db, id, now);
  if (!gathered) throw new NotFound("operator");
  const { operator, change, approval, facts } = gathered;
  const [sessions, events] = await Promise.all([
    db.operatorSession.findMany({ where: { operatorId: id }, orderBy: { signedInAt: "desc" }, take: 20 }),
    historyOf(deps, id),
  ]);
  const people = await peopleOf(deps, [...events.map(({ actorId }) => actorId), change?.askedBy ?? null]);
  const decide = (act: OperatorAct): OperatorDecision => {
    const code = refuseAct(facts, act, reader.id);
    return { allowed: code === null, code, because: code && REFUSALS[code] };
  };
  return {
    now,
    operator: {
      id,
      name: operator?.name ?? change?.name ?? "",
      email: emailFor(reader, operator?.email ?? change?.email ?? ""),
      role: operator?.role ?? null,
      state: facts.state,
      isLastAdmin: facts.isLastAdmin,
      createdAt: operator?.createdAt ?? null,
      lastSeenAt: operator?.lastSeenAt ?? null,
      endedAt: operator?.endedAt ?? null,
    },
    change: change &&
      approval && {
        id: change.id,
        isInvitation: change.isInvitation,
        fromRole: change.fromRole,
        toRole: change.toRole,
        askedByName: people.get(change.askedBy) ?? null,
        expiresAt: approval.expiresAt,
        /** Goes back with the second person's word: it is to this and nothing else (A3). */
        seen: approval.factsSha256,
      },
    sessions: sessions.map(({ id: sessionId, signedInAt, authenticatedAt, endedAt }) => ({
      id: sessionId,
      signedInAt,
      authenticatedAt,
      endedAt,
      isOpen: endedAt === null && signedInAt > oldestSession(now) && facts.state !== "ended",
    })),
    openSessions: facts.openSessions,
    decisions: Object.fromEntries(OPERATOR_ACTS.map((act) => [act, decide(act)])) as Record<OperatorAct, OperatorDecision>,
    timeline: events.map(({ actorId, ...event }) => ({ ...event, id: String(event.id), actorName: people.get(actorId ?? "") ?? null })),
  };
}

type HistoryRow = {
  id: bigint;
  at: Date;
  type: string;
  actorKind: "operator" | "system";
  actorId: string | null;
  payload: Record<string, string | number | boolean | null>;
};

/** The book about one person, newest first; the partial index `audit_event_of_operator` has exactly these rows. */
const historyOf = (deps: Deps, id: string) => deps.db.$queryRaw<HistoryRow[]>`
  SELECT id, at, type, actor_kind::text AS "actorKind", actor_id AS "actorId", payload FROM console.audit_event
  WHERE payload->>'operatorId' = ${id} AND type LIKE 'operator.%' ORDER BY id DESC LIMIT 100`;

async function peopleOf(deps: Deps, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const rows = await deps.db.operator.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
