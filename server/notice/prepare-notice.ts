import type { Notice } from "@/prisma/generated/client";
import { instantFor } from "@/server/language/instant";
import { languageOr } from "@/server/language/language";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import { grievanceNumber, requestNumber } from "@/server/lib/ids";
import { oneTimeCode } from "@/server/owner/one-time-code";
import { tellRefund } from "@/server/refund/tell-refund";
import { attachCertificate } from "@/server/retention/attach-certificate";
import type { RefundWords } from "./letter";
import { isAboutRefund, type NoticeKind } from "./notice";
import { comparedSentence, type Rendered, renderNotice } from "./render-notice";
import type { SendMail } from "./send-notice";

type Prepared = Rendered & Pick<Parameters<SendMail>[0], "attachments">;

/** Writes the mail from what is true now. "void": its reason has ended meanwhile (a code used or expired), so nothing is sent. */
export async function prepareNotice(deps: Deps, notice: Notice): Promise<Prepared | "void"> {
  const language = languageOr(notice.language);
  const params = notice.params as Record<string, string | number | null>;
  const code = await codeFor(deps, notice.kind, params);
  if (code === "void") return "void";
  if (REMINDER_KINDS.has(notice.kind) && (await isOver(deps, notice.subjectId))) return "void";
  if (notice.kind === "team_warned" && (await isLockedOut(deps, notice.tenantId))) return "void";
  const refund = await refundFor(deps, notice.kind, params);
  if (refund === "void") return "void";
  const [tenant, request, deactivation, openHolds] = await Promise.all([
    notice.tenantId ? deps.db.tenant.findUnique({ where: { id: notice.tenantId }, select: { name: true, timeZone: true } }) : null,
    notice.requestId ? deps.db.deletionRequest.findUnique({ where: { id: notice.requestId }, select: { number: true } }) : null,
    notice.requestId ? deps.db.deactivation.findUnique({ where: { requestId: notice.requestId }, select: { purgeDueAt: true } }) : null,
    notice.tenantId ? deps.db.legalHold.count({ where: { tenantId: notice.tenantId, releasedAt: null } }) : 0,
  ]);
  const recipient = notice.tenantId
    ? await deps.db.teamMember.findUnique({ where: { email: notice.toAddress ?? "" }, select: { name: true } })
    : null;
  const instant = (value: unknown) =>
    typeof value === "string" ? instantFor(new Date(value), language, tenant?.timeZone ?? "Asia/Kolkata") : "";
  const proof = notice.kind === "purged" && notice.requestId ? await attachCertificate(deps, notice.requestId, language) : null;
  const rendered = renderNotice(notice.kind, language, {
    ownerName: recipient?.name ?? "",
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
