import { instantFor } from "@/server/language/instant";
import type { Language } from "@/server/language/language";
import { formatPaise } from "@/server/lib/money";
import { DECLINE_REASONS } from "@/server/refund/refund";
import type { Words } from "./letter";
import type { NoticeKind } from "./notice";
import { comparedSentence } from "./render-notice";

/** Every kind there is, in the order in which an owner could meet them; a kind without a place here does not compile. */
const TITLES: Record<NoticeKind, string> = {
  confirm_deletion: "The code to confirm a deletion",
  ask_your_owner: "To a team member: ask your owner",
  request_rejected: "A request was turned down",
  request_withdrawn: "A request was withdrawn",
  deactivated: "Deactivated",
  seven_days_left: "A week left",
  two_days_left: "Two days left",
  confirm_return: "The code to come back",
  reactivated: "Welcome back",
  erasure_resumes: "A legal order has ended: what is left goes",
  purged: "Done",
  refund_received: "A refund was asked for",
  refund_declined: "A refund was declined",
  refund_succeeded: "A refund was paid",
  refund_returned: "A refund did not arrive",
  sign_in_code: "The code to sign in",
  team_warned: "To the team: the owner means to leave",
  export_ready: "The archive is ready",
  export_failed: "The archive could not be made",
  grievance_received: "A grievance has arrived",
  grievance_acknowledged: "A grievance has arrived by mail or by hand",
  grievance_message: "A message from the officer",
  grievance_decided: "The officer's answer",
  grievance_closed: "A case is closed without an answer of its own",
  grievance_escalated: "To officers: a case runs out of time",
  end_user_routed: "To a tenant's end user: who has to answer",
  end_user_request: "To a tenant: one of its end users asks",
  profile_corrected: "A profile was corrected",
  operator_invited: "To a colleague: you can sign in",
  leave_code: "The code to delete, on the owner's page",
  come_back_code: "The code to come back, on the owner's page",
};

export type Preview = { name: string; title: string; kind: NoticeKind; isHeld: boolean; because?: string; isReversed?: boolean };

const HELD: readonly NoticeKind[] = ["deactivated", "seven_days_left", "two_days_left", "confirm_return"];

/** What is previewed: every kind, and those that say something else under a legal order once more; a refund that was declined, with each reason; one that failed, and one that came back. */
export const PREVIEWS: readonly Preview[] = (Object.keys(TITLES) as NoticeKind[]).flatMap((kind): Preview[] => [
  ...(kind === "refund_declined"
    ? DECLINE_REASONS.map((because) => ({
        name: `${kind}_${because}`,
        title: `${TITLES[kind]}: ${because.replaceAll("_", " ")}`,
        kind,
        isHeld: false,
        because,
      }))
    : [{ name: kind, title: TITLES[kind], kind, isHeld: false }]),
  ...(HELD.includes(kind) ? [{ name: `${kind}_held`, title: `${TITLES[kind]}, under a legal order`, kind, isHeld: true }] : []),
  ...(kind === "refund_returned"
    ? [{ name: `${kind}_reversed`, title: `${TITLES[kind]} after it was paid`, kind, isHeld: false, isReversed: true }]
    : []),
]);

/** What Asha of Chai Point Labs would read: believable, and the same in every preview. */
export function previewWords(language: Language, isHeld: boolean, because = "account_unclear", isReversed = false): Words {
  const instant = (iso: string) => instantFor(new Date(iso), language, "Asia/Kolkata");
  return {
    ownerName: language === "hi" ? "आशा मेनन" : "Asha Menon",
    organisation: "Chai Point Labs",
    number: "DR-2041",
    code: "481 207",
    confirmUrl: `http://localhost:3000/confirm/019abc12-0000-7000-8000-000000002041?lang=${language}`,
    deactivatedAt: instant("2026-11-22T10:34:00Z"),
    purgeDueAt: instant("2026-12-22T10:34:00Z"),
    purgedAt: instant("2026-12-22T10:41:00Z"),
    erasedFrom: instant("2027-02-03T04:30:00Z"),
    because,
    compared: comparedSentence(language, 14, 123_456),
    isHeld,
    certificateUrl: `http://localhost:3000/account/closed/5c1f7e0e-6d1b-4b7a-9f55-2f3f6b9e1c04?lang=${language}`,
    accountUrl: `http://localhost:3000/account?lang=${language}`,
    caseUrl: `http://localhost:3000/account/rights/019abc12-0000-7000-8000-000000001017?lang=${language}`,
    expiresAt: instant("2026-11-29T10:34:00Z"),
    grievanceNumber: "GR-1017",
    answerDueAt: instant("2026-12-22T10:34:00Z"),
    isLate: false,
    isUnacknowledged: false,
    message:
      language === "hi"
        ? "हमने आपका मामला देखा।\n\nआपका डेटा तय दिन पर हटा दिया जाएगा।"
        : "We have looked into your case.\n\nYour data will be deleted on the day that was promised.",
    outcome: "upheld",
    told: "yes",
    role: "support_agent",
    field: "person_name",
    consoleUrl: "http://localhost:3000/console",
    refund: {
      number: "RF-1042",
      amount: formatPaise(11_80_000n),
      credits: formatPaise(10_00_000n),
      tax: formatPaise(1_80_000n),
      invoice: "CM/2026/004711",
      bankReference: "74332746326123456789012",
      creditNote: "CN/26-27/0000042",
      isReversed,
    },
  };
}
