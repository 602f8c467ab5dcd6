import type { RequestDetail, Today } from "@/app/_trpc/answers";
import type { Role } from "@/server/operator/permissions";

export const requestName = (number: number): string => `DR-${number}`;

export const ROLE_WORDS: Record<Role, string> = {
  support_agent: "Support agent",
  support_lead: "Support lead",
  grievance_officer: "Grievance officer",
  auditor: "Auditor",
  admin: "Admin",
};

export const CHANNEL_WORDS = { mail: "by e-mail", dashboard: "from the dashboard", operator: "written down by staff" } as const;

export const ALERT_WORDS: Record<Today["alerts"][number]["kind"], { title: string; todo: string }> = {
  lockout_incomplete: { title: "A door is still open", todo: "A probe was not refused after deactivation. Look at the receipts." },
  purge_overdue: { title: "A purge is overdue", todo: "It should have begun, or ended, more than an hour ago." },
  purge_incomplete: { title: "A purge is incomplete", todo: "A step broke, or the recount still finds data. Its request shows which." },
  return_differs: { title: "A return was stopped", todo: "The sealed data is not what it was. Compare the tables." },
  owner_wrote_again: { title: "The owner wrote again", todo: "Read the newest letter before you act on this request." },
  purge_held: { title: "A hold stands in the way of a purge", todo: "Its classes are kept until the hold is released." },
  hold_review_due: { title: "A legal hold is due for review", todo: "Confirm that the order still stands, or ask for its release." },
  signal_undeliverable: { title: "The platform does not take our signals", todo: "Look at the dead letters of its endpoint." },
  refund_needs_person: { title: "A refund needs somebody", todo: "It failed, or nobody knows what the gateway did. Look at it." },
  refund_reversed: { title: "A refund came back", todo: "The bank returned the money after it had been paid. The credits are back." },
  refunds_differ: { title: "Our book and a gateway disagree", todo: "Compare the two, and settle the difference." },
  purge_waits_for_payout: {
    title: "A purge waits for a refund",
    todo: "Money is on its way. The purge begins once the gateway has answered.",
  },
  audit_trail_bent: {
    title: "The audit trail is bent",
    todo: "It is not what was written, and signing may stand still. Somebody has to look.",
  },
  correction_disputed: {
    title: "Somebody disputes a corrected address",
    todo: "They answered from the address that was changed. Read it before anything else is done.",
  },
  audit_trail_stalled: {
    title: "The audit trail stands still",
    todo: "Events wait too long for their link or a signature. See whether the worker, the database and the store of checkpoints are well.",
  },
  notice_undeliverable: { title: "A mail cannot be delivered", todo: "The owner has not been told yet." },
};

/** Why a request can be turned down, as the agent chooses it. What the requester reads is the server's sentence. */
export const REJECTION_WORDS: Record<RequestDetail["rejection"]["reasons"][number]["code"], string> = {
  sender_not_proven: "Nothing proves who sent it",
  not_the_owner: "The sender is not the owner",
  account_unclear: "It is unclear which account is meant",
  not_a_deletion: "It does not ask for deletion",
  owner_changed_mind: "The owner changed their mind",
};

export const PLAN_WORDS: Record<string, string> = { free: "Free", starter: "Starter", pro: "Pro", enterprise: "Enterprise" };

/** "api_key" → "api key": names of tables and classes as people read them. */
export const plainName = (name: string): string => name.replace(/[_.]/g, " ");
