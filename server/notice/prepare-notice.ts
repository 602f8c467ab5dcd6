import type { Notice } from "@/prisma/generated/client";
import { UNACKNOWLEDGED_STEP } from "@/server/grievance/escalation";
import { instantFor } from "@/server/language/instant";
import { languageOr } from "@/server/language/language";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import { grievanceNumber, requestNumber } from "@/server/lib/ids";
import { maskName } from "@/server/lib/mask";
import { oneTimeCode } from "@/server/owner/one-time-code";
import { tellRefund } from "@/server/refund/tell-refund";
import { attachCertificate } from "@/server/retention/attach-certificate";
import type { RefundWords } from "./letter";
import { isAboutRefund, type NoticeKind } from "./notice";
import { comparedSentence, type Rendered, renderNotice } from "./render-notice";
import type { SendMail } from "./send-notice";

type Prepared = Rendered & Pick<Parameters<SendMail>[0], "attachments">;
type Due = Pick<Notice, "kind" | "language" | "params" | "subjectId" | "tenantId" | "requestId" | "toAddress">;

/**
 * Writes the mail from what is true now. "void": its reason has ended meanwhile (a code used or expired, words erased), so nothing is
 * sent. `look`: the mail is only looked at, by one of ours, before it is written; `text` are its words then, and whom it greets stays masked (A2).
 */
export async function prepareNotice(deps: Deps, notice: Due, look?: { text: string | undefined }): Promise<Prepared | "void"> {
  const language = languageOr(notice.language);
  const params = notice.params as Record<string, string | number | null>;
  const code = await codeFor(deps, notice.kind, params);
  if (code === "void") return "void";
  if (REMINDER_KINDS.has(notice.kind) && (await isOver(deps, notice.subjectId))) return "void";
  if (notice.kind === "team_warned" && (await isLockedOut(deps, notice.tenantId))) return "void";
  const refund = await refundFor(deps, notice.kind, params);
  if (refund === "void") return "void";
  const about = await caseFor(deps, notice.kind, params, look?.text);
  if (about === "void") return "void";
  const colleague = notice.kind === "operator_invited" ? await colleagueOf(deps, notice.toAddress) : null;
  if (colleague === "void") return "void";
  const [tenant, request, deactivation, openHolds] = await Promise.all([
    notice.tenantId ? deps.db.tenant.findUnique({ where: { id: notice.tenantId }, select: { name: true, timeZone: true } }) : null,
    notice.requestId ? deps.db.deletionRequest.findUnique({ where: { id: notice.requestId }, select: { number: true } }) : null,
    notice.requestId ? deps.db.deactivation.findUnique({ where: { requestId: notice.requestId }, select: { purgeDueAt: true } }) : null,
    notice.tenantId ? deps.db.legalHold.count({ where: { tenantId: notice.tenantId, releasedAt: null } }) : 0,
  ]);
  const recipient = notice.tenantId
    ? await deps.db.teamMember.findUnique({ where: { email: notice.toAddress ?? "" }, select: { name: true } })
    : null;
  const name = recipient?.name ?? colleague?.name ?? "";
  const instant = (value: unknown) =>
    typeof value === "string" ? instantFor(new Date(value), language, tenant?.timeZone ?? "Asia/Kolkata") : "";
  const proof = notice.kind === "purged" && notice.requestId ? await attachCertificate(deps, notice.requestId, language) : null;
  const rendered = renderNotice(notice.kind, language, {
    ownerName: look && name ? maskName(name) : name,
    organisation: tenant?.name ?? "",
    number: request ? requestNumber(request.number) : "",
    code: code ?? "",
    confirmUrl: params.confirmationId ? `${env().APP_URL.replace(/\/$/, "")}/confirm/${params.confirmationId}?lang=${language}` : "",
    deactivatedAt: instant(params.deactivatedAt),
    purgeDueAt: instant(params.purgeDueAt ?? deactivation?.purgeDueAt.toISOString()),
    purgedAt: instant(params.purgedAt),
    erasedFrom: instant(params.erasedFrom),
    because: String(params.because ?? ""),
    compared:
      typeof params.tablesCompared === "number"
        ? comparedSentence(language, params.tablesCompared, typeof params.rowsCompared === "number" ? params.rowsCompared : null)
        : "",
    isHeld: openHolds > 0,
    certificateUrl: proof ? `${proof.url}?lang=${language}` : "",
    accountUrl: `${env().APP_URL.replace(/\/$/, "")}/account?lang=${language}`,
    expiresAt: instant(params.expiresAt),
    grievanceNumber: params.grievanceNumber ? grievanceNumber(Number(params.grievanceNumber)) : "",
    answerDueAt: instant(params.answerDueAt),
    isLate: typeof params.answerDueAt === "string" && new Date(params.answerDueAt) <= (await deps.clock.now(deps.db)),
    isUnacknowledged: notice.kind === "grievance_escalated" && params.step === UNACKNOWLEDGED_STEP,
    message: about.message,
    caseUrl: about.pageOf ? `${env().APP_URL.replace(/\/$/, "")}/account/rights/${about.pageOf}?lang=${language}` : "",
    outcome: String(params.outcome ?? ""),
    told: String(params.told ?? ""),
    role: String(params.role ?? ""),
    field: String(params.field ?? ""),
    consoleUrl: `${env().APP_URL.replace(/\/$/, "")}/console${params.grievanceId ? `/grievances/${params.grievanceId}` : ""}`,
    refund: refund?.words ?? NO_REFUND,
  });
  const attachments = proof?.attachments ?? refund?.attachments ?? [];
  return attachments.length > 0 ? { ...rendered, attachments } : rendered;
}

const REMINDER_KINDS = new Set<NoticeKind>(["deactivated", "seven_days_left", "two_days_left"]);

/** "You can come back until …" is not sent after that instant, nor to somebody who has come back (P9). */
async function isOver(deps: Deps, deactivationId: string): Promise<boolean> {
  const deactivation = await deps.db.deactivation.findUnique({
    where: { id: deactivationId },
    select: { endedAt: true, purgeDueAt: true },
  });
  return !deactivation || deactivation.endedAt !== null || deactivation.purgeDueAt <= (await deps.clock.now(deps.db));
}

/** "Nothing has happened yet" is not true any more once the account is deactivated. */
const isLockedOut = async (deps: Deps, tenantId: string | null): Promise<boolean> =>
  tenantId !== null && (await deps.db.deactivation.count({ where: { tenantId, endedAt: null } })) > 0;

/** "You can sign in" is not sent to somebody whose access has ended meanwhile. */
async function colleagueOf(deps: Deps, email: string | null): Promise<{ name: string } | "void"> {
  const where = { email: email ?? "", endedAt: null };
  return (await deps.db.operator.findFirst({ where, select: { name: true } })) ?? "void";
}

const NO_REFUND: RefundWords = {
  number: "",
  amount: "",
  credits: "",
  tax: "",
  invoice: "",
  bankReference: "",
  creditNote: "",
  isReversed: false,
};

/** A mail about a refund says what is true of it now: one that says "paid" is not sent once the money has come back (R3). */
async function refundFor(deps: Deps, kind: NoticeKind, { refundId }: Record<string, string | number | null>) {
  if (!isAboutRefund(kind)) return null;
  return (await tellRefund(deps, kind, String(refundId))) ?? ("void" as const);
}

const WITH_PAGE = new Set<NoticeKind>(["grievance_message", "grievance_decided", "grievance_closed"]);
const NO_CASE = { message: "", pageOf: null };

/**
 * The words of a mail of the desk, which stand in their message and nowhere else, and the page of the case where its person is an owner
 * who has one. A tenant that has to answer an end user reads how to reach them as well (V6).
 */
async function caseFor({ db }: Deps, kind: NoticeKind, params: Record<string, string | number | null>, unwritten?: string) {
  const isRouted = kind === "end_user_request";
  if (!isRouted && !WITH_PAGE.has(kind)) return NO_CASE;
  const found = await db.grievance.findUnique({ where: { number: Number(params.grievanceNumber) }, include: { person: true } });
  if (!found) return "void" as const;
  const { id, tenantId, memberId, person } = found;
  const owner = tenantId && memberId ? await db.teamMember.count({ where: { tenantId, id: memberId, role: "owner" } }) : 0;
  const pageOf = WITH_PAGE.has(kind) && owner > 0 ? id : null;
  if (!("messageId" in params)) return { message: "", pageOf };
  const written =
    unwritten ?? (await db.grievanceMessage.findUnique({ where: { id: String(params.messageId) }, select: { body: true } }))?.body;
  if (written === undefined) return "void" as const;
  if (!isRouted) return { message: written, pageOf };
  const reached = [person?.name, person?.email, person?.phone, person?.postal].filter(Boolean).join("\n");
  return { message: [await wordsOf(db, id), reached].filter(Boolean).join("\n\n"), pageOf };
}

const WORDS_ROUTED = 20;
const LENGTH_ROUTED = 20_000;

/** Everything that the person wrote, in its order, as much as a mail holds. */
async function wordsOf(db: Deps["db"], grievanceId: string): Promise<string> {
  const where = { grievanceId, author: "person" } as const;
  const order = [{ writtenAt: "asc" as const }, { id: "asc" as const }];
  const written = await db.grievanceMessage.findMany({ where, orderBy: order, take: WORDS_ROUTED, select: { body: true } });
  const words = [...written.map(({ body }) => body).join("\n\n")];
  return words.length > LENGTH_ROUTED ? `${words.slice(0, LENGTH_ROUTED).join("")}…` : words.join("");
}

/** The code is worked out when the mail is written; it lies in no table and in no job (V3). */
async function codeFor(deps: Deps, kind: NoticeKind, params: Record<string, string | number | null>): Promise<string | null | "void"> {
  if (kind === "sign_in_code" || kind === "leave_code" || kind === "come_back_code") return ownerCode(deps, String(params.codeId));
  if (kind !== "confirm_deletion" && kind !== "confirm_return") return null;
  const id = String(params.confirmationId);
  const confirmation = await deps.db.confirmation.findUnique({ where: { id }, select: { endedAt: true, expiresAt: true } });
  if (!confirmation || confirmation.endedAt || confirmation.expiresAt <= (await deps.clock.now(deps.db))) return "void";
  return oneTimeCode(id);
}

/** The same for the owner's pages. */
async function ownerCode(deps: Deps, id: string): Promise<string | "void"> {
  const code = await deps.db.ownerCode.findUnique({ where: { id }, select: { endedAt: true, expiresAt: true } });
  return !code || code.endedAt || code.expiresAt <= (await deps.clock.now(deps.db)) ? "void" : oneTimeCode(id);
}
