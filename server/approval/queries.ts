import { Prisma } from "@/prisma/generated/client";
import type { ApprovalKind, OperatorRole } from "@/prisma/generated/enums";
import type { Deps } from "@/server/lib/deps";
import { NotFound } from "@/server/lib/refusal";
import { type ApprovalView, DECLINED_HERE, fillParams, whyNotAgree } from "./approval";
import { hashOfShown } from "./facts-sha256";

const PAGE = 50;
/** Who looks, and what their role may agree to. */
type Me = { id: string; kinds: readonly ApprovalKind[] };
type Row = {
  id: string;
  kind: ApprovalKind;
  subjectId: string;
  factsSha256: string;
  params: string | null;
  makerId: string;
  makerName: string | null;
  needed: number;
  createdAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
  endedBecause: string | null;
  agreedBy: string[];
  agreedNames: string[];
  left: "maker_left" | "checker_left" | null;
  shapedBy: string[];
  organisation: string | null;
  requestNumber: number | null;
  version: number | null;
  refundNumber: number | null;
  amountPaise: bigint | null;
  authority: string | null;
  reference: string | null;
  endpointName: string | null;
  operatorName: string | null;
  invitedName: string | null;
  invitedEmail: string | null;
  isInvitation: boolean | null;
  fromRole: OperatorRole | null;
  toRole: OperatorRole | null;
  caseNumber: number | null;
  askedId: string | null;
  emailBefore: string | null;
  emailAfter: string | null;
};

// One row per question with its subject, whichever room that is in: eight keys, each looked up by its primary key, no row for
// row asking. The lists are read by the indexes on (created_at, id), of open ones and of a maker's own (see the migration).
const FROM = Prisma.sql`FROM console.approval a
  LEFT JOIN console.operator m ON m.id = a.maker_id
  LEFT JOIN console.deletion_request r ON a.kind IN ('verify_request', 'verify_return') AND r.id = a.subject_id
  LEFT JOIN console.legal_hold h ON a.kind IN ('place_hold', 'release_hold') AND h.id = a.subject_id
  LEFT JOIN console.refund f ON a.kind = 'grant_refund' AND f.id = a.subject_id
  LEFT JOIN console.purge_stop s ON a.kind = 'resume_purges' AND s.id = a.subject_id
  LEFT JOIN console.signal_endpoint e ON a.kind = 'replay_signals' AND e.id = a.subject_id
  LEFT JOIN console.operator_change c ON a.kind = 'change_operator' AND c.id = a.subject_id
  LEFT JOIN console.operator o ON o.id = c.operator_id
  LEFT JOIN console.grievance g ON a.kind = 'correct_address' AND g.id = a.subject_id
  LEFT JOIN platform.team_member b ON b.tenant_id = g.tenant_id AND b.id = g.member_id
  LEFT JOIN LATERAL (SELECT w.id, w.correction_to, CASE WHEN w.is_asked THEN w.author_id END AS written_by FROM console.grievance_message w
    WHERE w.grievance_id = g.id AND w.correction_field IS NOT NULL AND (w.author = 'person' OR w.is_asked)
    ORDER BY w.written_at DESC, w.id DESC LIMIT 1) w ON true
  LEFT JOIN platform.tenant t ON t.id = COALESCE(r.tenant_id, h.tenant_id, f.tenant_id, g.tenant_id)`;
const SHAPED = Prisma.sql`array_remove(COALESCE(f.shaped_by, '{}') || r.lodged_by_operator_id || s.stopped_by || CASE WHEN a.kind = 'change_operator' THEN c.operator_id END || g.lodged_by || w.written_by, NULL)`;
const AGREED = Prisma.sql`ARRAY(SELECT g.checker_id FROM console.approval_agreement g WHERE g.approval_id = a.id ORDER BY g.agreed_at)`;
const LEFT = Prisma.sql`CASE WHEN NOT console.may_ask(a.maker_id, a.kind) THEN 'maker_left'
  WHEN EXISTS (SELECT 1 FROM console.approval_agreement g WHERE g.approval_id = a.id AND NOT console.may_agree(g.checker_id, a.kind)) THEN 'checker_left' END`;
const COLUMNS = Prisma.sql`a.id, a.kind::text AS kind, a.subject_id AS "subjectId", a.facts_sha256 AS "factsSha256", a.params, a.maker_id AS "makerId",
  m.name AS "makerName", a.needed, a.created_at AS "createdAt", a.expires_at AS "expiresAt", a.ended_at AS "endedAt", a.ended_because AS "endedBecause",
  ${AGREED} AS "agreedBy", CASE WHEN a.ended_at IS NULL THEN ${LEFT} END AS left, ${SHAPED} AS "shapedBy",
  ARRAY(SELECT COALESCE(w.name, 'a former colleague') FROM console.approval_agreement g LEFT JOIN console.operator w ON w.id = g.checker_id
    WHERE g.approval_id = a.id ORDER BY g.agreed_at) AS "agreedNames",
  t.name AS organisation, r.number AS "requestNumber", r.version, f.number AS "refundNumber", f.amount_paise AS "amountPaise",
  h.authority, h.reference, e.name AS "endpointName", o.name AS "operatorName", c.name AS "invitedName", c.email AS "invitedEmail",
  c.is_invitation AS "isInvitation", c.from_role::text AS "fromRole", c.to_role::text AS "toRole", g.number AS "caseNumber", w.id AS "askedId", w.correction_to AS "emailAfter",
  COALESCE((SELECT d.correction_from FROM console.grievance_message d WHERE d.grievance_id = g.id AND d.author = 'system' AND NOT d.is_asked
    AND d.correction_field = 'person_email' AND d.written_at >= a.ended_at ORDER BY d.written_at LIMIT 1), b.email) AS "emailBefore"`;

const isOpen = (now: Date) => Prisma.sql`a.ended_at IS NULL AND a.expires_at > ${now}`;
/** What waits for this very person: open, theirs to agree to, and neither asked for, shaped nor agreed to by them. */
const waitsFor = (me: Me, now: Date) => Prisma.sql`${isOpen(now)} AND a.kind::text = ANY(${[...me.kinds]}) AND a.maker_id <> ${me.id}::uuid
  AND NOT (${me.id}::uuid = ANY(${AGREED})) AND NOT (${me.id}::uuid = ANY(${SHAPED})) AND ${LEFT} IS NULL`;

function whereOf(view: ApprovalView, me: Me, now: Date): Prisma.Sql {
  if (view === "waiting") return waitsFor(me, now);
  if (view === "mine") return Prisma.sql`a.maker_id = ${me.id}::uuid`;
  return Prisma.sql`NOT (${isOpen(now)})`;
}

/** Questions to a second person, newest first, one page of at most 50 from the cursor on (keyset). */
export async function listApprovals(deps: Deps, view: ApprovalView, cursor: { at: Date; id: string } | null, me: Me) {
  const now = await deps.clock.now(deps.db);
  const after = cursor ? Prisma.sql` AND (a.created_at, a.id) < (${cursor.at}, ${cursor.id}::uuid)` : Prisma.empty;
  const rows = await deps.db.$queryRaw<Row[]>`
    SELECT ${COLUMNS} ${FROM} WHERE ${whereOf(view, me, now)}${after} ORDER BY a.created_at DESC, a.id DESC LIMIT ${PAGE + 1}`;
  const last = rows[PAGE - 1];
  return {
    now,
    items: rows.slice(0, PAGE).map((row) => shownRow(row, me, now)),
    next: rows.length > PAGE && last ? { at: last.createdAt, id: last.id } : null,
  };
}

/** How many wait for this person: a number for Today and the rail. Reads the open ones only. */
export async function countWaiting(deps: Deps, me: Me): Promise<number> {
  const now = await deps.clock.now(deps.db);
  const [row] = await deps.db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count ${FROM} WHERE ${waitsFor(me, now)}`;
  return row?.count ?? 0;
}

/** One question with exactly what its hash covers, and whether this person may answer it. Throws NotFound. */
export async function approvalDetail(deps: Deps, approvalId: string, me: Me) {
  const now = await deps.clock.now(deps.db);
  const [row] = await deps.db.$queryRaw<Row[]>`SELECT ${COLUMNS} ${FROM} WHERE a.id = ${approvalId}::uuid`;
  if (!row) throw new NotFound("approval");
  const { authority, reference } = row;
  const addresses = { askedId: row.askedId, emailBefore: row.emailBefore, emailAfter: row.emailAfter?.toLowerCase() ?? null };
  const shown = fillParams(row.params, { authority, reference, name: row.invitedName, email: row.invitedEmail, ...addresses });
  const because = whyNotAgree(row, me, now);
  return {
    ...shownRow(row, me, now),
    now,
    /** The text that has to be typed where data is let go. */
    typed: { release_hold: reference, verify_return: row.organisation, resume_purges: "resume purges" }[row.kind as string] ?? null,
    version: row.version,
    // Whoever may agree reads the invited address whole, because a look-alike would pass under a mask; whoever only looks on does not. For
    // the same reason they are shown both addresses of a person's profile, but by an act that is written down (answer.revealAddresses).
    params:
      shown &&
      Object.entries(shown).map(([name, value]) => ({
        name,
        value: name.startsWith("email") && !(name === "email" && me.kinds.includes(row.kind)) ? masked(value) : words(value),
      })),
    /** Whether what is shown is, byte for byte, what was asked about. */
    isExact: shown !== null && hashOfShown(shown) === row.factsSha256,
    decision: { allowed: because === null, because },
    isDeclinedHere: DECLINED_HERE.includes(row.kind),
  };
}

function shownRow(row: Row, me: Me, now: Date) {
  const isLapsed = row.endedAt === null && row.expiresAt <= now;
  return {
    id: row.id,
    kind: row.kind,
    subjectId: row.subjectId,
    seen: row.factsSha256,
    maker: { id: row.makerId, name: row.makerName, isMe: row.makerId === me.id },
    needed: row.needed,
    agreedNames: row.agreedNames,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    endedAt: row.endedAt ?? (isLapsed ? row.expiresAt : null),
    endedBecause: isLapsed ? "lapsed" : row.endedBecause,
    isForMe: whyNotAgree(row, me, now) === null,
    organisation: row.organisation,
    number: row.requestNumber ?? row.refundNumber ?? row.caseNumber,
    amountPaise: row.amountPaise,
    subjectName: row.endpointName ?? row.operatorName ?? row.invitedName ?? row.authority,
    /** Of a change of a role only. */
    change: row.toRole && { isInvitation: row.isInvitation ?? false, from: row.fromRole, to: row.toRole },
  };
}

const words = (value: unknown): string | null =>
  value === null || typeof value === "string" ? value : typeof value === "object" ? JSON.stringify(value) : String(value);
const masked = (value: unknown): string | null => (typeof value === "string" ? value.replace(/^(.)[^@]*@/, "$1•••@") : null);
