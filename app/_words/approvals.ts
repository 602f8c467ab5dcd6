import type { ApprovalDetail, ApprovalRow } from "@/app/_trpc/answers";
import { instantIn } from "@/app/_ui/instant";
import { many, rupees } from "@/app/_ui/rupees";
import { refundName } from "./refunds";
import { plainName, ROLE_WORDS, requestName } from "./words";

type Kind = ApprovalRow["kind"];

/** What each kind of question is called, and what a second person's yes does. */
export const APPROVAL_WORDS: Record<Kind, { title: string; does: string; agree: string; decline: string }> = {
  verify_request: {
    title: "Verify a request",
    does: "The request counts as the owner's own. The tenant stays active; the next step is to deactivate it.",
    agree: "Verify the request",
    decline: "The question ends. The request stays as it is, and can be asked about again.",
  },
  verify_return: {
    title: "Let a tenant come back",
    does: "The tenant is reactivated at once, with everything as it was. Its old keys stay revoked.",
    agree: "Reactivate the tenant",
    decline: "The question ends. The tenant stays closed, and its 30 days go on.",
  },
  place_hold: {
    title: "Place a legal hold",
    does: "Nothing that the order covers is deleted until the hold is released.",
    agree: "Agree to the hold",
    decline: "The hold ends at once.",
  },
  release_hold: {
    title: "Release a legal hold",
    does: "What only this hold kept may be deleted again. If it was due meanwhile, the owner is told, and it is erased after 48 hours.",
    agree: "Release the hold",
    decline: "The question ends, and everything stays held.",
  },
  grant_refund: {
    title: "Grant a refund",
    does: "With the last yes that it needs, the gateway is asked to pay this amount back.",
    agree: "Agree to the refund",
    decline: "The proposal ends. The wish stays, and can be changed, declined or proposed again.",
  },
  change_operator: {
    title: "Change who may do what",
    does: "The role counts from now on, in every window of theirs.",
    agree: "Agree to the change",
    decline: "Nothing changes.",
  },
  resume_purges: {
    title: "Let purges run again",
    does: "What stood still is erased from where it was, and what is due begins. Be sure that the reason for stopping is gone.",
    agree: "Let purges run again",
    decline: "Purges stay stopped.",
  },
  replay_signals: {
    title: "Send everything dead again",
    does: "Every letter that was dead when it was asked for is sent again, with five new tries each.",
    agree: "Send them again",
    decline: "They stay dead, and each can still be sent again by itself.",
  },
  correct_address: {
    title: "Give a profile another address",
    does: "The address changes at once. Both addresses are told, whoever is signed in is signed out, and codes that were sent end.",
    agree: "Agree to the address",
    decline: "The question ends. The address stays as it is, and can be asked about again.",
  },
};

/** In a sentence, what is asked. */
export function asksWords(row: ApprovalRow): string {
  const whose = row.organisation ?? "an erased tenant";
  switch (row.kind) {
    case "verify_request":
      return `Verify ${row.number === null ? "the request" : requestName(row.number)} of ${whose}`;
    case "verify_return":
      return `Let ${whose} come back${row.number === null ? "" : ` (${requestName(row.number)})`}`;
    case "place_hold":
      return `Hold the data of ${whose}, by order of ${row.subjectName ?? "an authority"}`;
    case "release_hold":
      return `Release the hold on ${whose}, ordered by ${row.subjectName ?? "an authority"}`;
    case "grant_refund":
      return `Pay ${row.amountPaise === null ? "a refund" : rupees(row.amountPaise)} back to ${whose}${row.number === null ? "" : ` (${refundName(row.number)})`}`;
    case "change_operator":
      return changeWords(row.subjectName ?? "a colleague", row.change);
    case "resume_purges":
      return "Let purges run again";
    case "replay_signals":
      return `Send everything again that is dead at ${row.subjectName ?? "an endpoint"}`;
    case "correct_address":
      return `Give a profile of ${whose} another address${row.number === null ? "" : ` (GR-${row.number})`}`;
  }
}

/** Which role somebody is to have: what they are asked to agree to is read here, before any detail. */
function changeWords(who: string, change: ApprovalRow["change"]): string {
  if (!change) return `Change what ${who} may do`;
  const { isInvitation, from, to } = change;
  if (isInvitation) return `Invite ${who}, with the role ${ROLE_WORDS[to]}`;
  return `Give ${who} the role ${ROLE_WORDS[to]}${from && from !== to ? `, instead of ${ROLE_WORDS[from]}` : ""}`;
}

/** Where the thing itself is shown, with everything around it. */
export function subjectHref({ kind, subjectId }: Pick<ApprovalRow, "kind" | "subjectId">): string {
  switch (kind) {
    case "verify_request":
    case "verify_return":
      return `/console/requests/${subjectId}`;
    case "place_hold":
    case "release_hold":
      return `/console/holds/${subjectId}`;
    case "grant_refund":
      return `/console/refunds/${subjectId}`;
    case "change_operator":
      return "/console/operators";
    case "resume_purges":
      return "/console/retention#purge-switch";
    case "replay_signals":
      return `/console/signals/${subjectId}`;
    case "correct_address":
      return `/console/grievances/${subjectId}`;
  }
}

const ENDED: Record<string, string> = {
  agreed: "agreed to",
  declined: "declined",
  edited: "void: it was changed",
  outgrown: "void: it takes something else now",
  maker_left: "void: who asked left, or may no longer ask for it",
  checker_left: "void: who had agreed left, or may no longer agree",
  stale: "void: the facts changed, or nobody answered",
  over: "void: it was over",
  lapsed: "lapsed: nobody answered within 48 hours",
};

/** How far it is, in a few words. */
export function standsWords(row: Pick<ApprovalRow, "endedBecause" | "agreedNames" | "needed">): string {
  if (row.endedBecause) return ENDED[row.endedBecause] ?? plainName(row.endedBecause);
  return row.needed === 1
    ? "waits for a second person"
    : `${row.agreedNames.length} of ${many(row.needed, "other person", "other people")} agreed`;
}

export type ParamLine = { name: string; before?: string; value: string; isId: boolean };

const NAMES: Record<string, string> = {
  tenantId: "Tenant",
  refundId: "Refund",
  purchaseId: "Purchase",
  amountPaise: "Amount",
  creditsPaise: "Of it, credits",
  heldClasses: "Classes of data",
  reviewOn: "Reviewed by",
  stopId: "Stop",
  stoppedBy: "Stopped by",
  deadUpTo: "Dead by",
  codeConfirmed: "Code confirmed",
  inPerson: "Confirmed in person",
  lodgedBy: "Written down by",
  operatorId: "Colleague",
  changeId: "Change",
  toRole: "Role",
  emailAfter: "Address",
  grievanceId: "Case",
  memberId: "Person",
  askedId: "Asked for in",
  version: "Version of the case",
};
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** What becomes of what. */
const CHANGES: Record<string, string> = { toRole: "fromRole", emailAfter: "emailBefore" };

/** The exact parameters, line by line; where it is a change, what it was before stands beside what it becomes. */
export function paramLines(params: NonNullable<ApprovalDetail["params"]>): ParamLine[] {
  const has = (name: string) => params.some((one) => one.name === name);
  const beforeOf = (name: string) => params.find((one) => one.name === CHANGES[name])?.value ?? null;
  return params
    .filter(({ name }) => !Object.entries(CHANGES).some(([after, before]) => before === name && has(after)))
    .map(({ name, value }) => ({
      name: NAMES[name] ?? spaced(name),
      value: valueWords(name, value),
      ...(CHANGES[name] ? { before: valueWords(CHANGES[name], beforeOf(name)) } : {}),
      isId: value !== null && UUID.test(value),
    }));
}

const spaced = (name: string): string => {
  const words = name.replace(/([A-Z])/g, " $1").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function valueWords(name: string, value: string | null): string {
  if (value === null || value === "") return "none";
  if (name.endsWith("Role")) return ROLE_WORDS[value as keyof typeof ROLE_WORDS] ?? value;
  if (name.endsWith("Paise")) return rupees(BigInt(value));
  if (INSTANT.test(value)) return instantIn(new Date(value));
  if (value === "true" || value === "false") return value === "true" ? "yes" : "no";
  if (value.startsWith("[")) return (JSON.parse(value) as unknown[]).map((one) => plainName(String(one))).join(", ");
  if (value.startsWith("{")) return listed(JSON.parse(value) as Record<string, unknown>);
  return value;
}

const listed = (facts: Record<string, unknown>): string =>
  Object.entries(facts)
    .map(
      ([name, value]) =>
        `${spaced(name).toLowerCase()}: ${value !== null && typeof value === "object" ? listed(value as never) : plainName(String(value))}`,
    )
    .join("; ");
