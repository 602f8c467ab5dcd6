import type { Today } from "@/app/_trpc/answers";
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
  purge_overdue: { title: "A purge is overdue", todo: "It should have begun more than an hour ago." },
  purge_incomplete: { title: "A purge is incomplete", todo: "The recount still finds data." },
  return_differs: { title: "A return was stopped", todo: "The sealed data is not what it was. Compare the tables." },
  notice_undeliverable: { title: "A mail cannot be delivered", todo: "The owner has not been told yet." },
};

/** Why a request can be turned down: the choice an agent makes, and what the requester will read. */
export const REJECTION_WORDS = {
  sender_not_proven: { choice: "Nothing proves who sent it", reads: "we could not confirm that your letter came from the address it names." },
  not_the_owner: { choice: "The sender is not the owner", reads: "only the account's owner can ask for its deletion. Please ask the owner to write to us." },
  account_unclear: { choice: "It is unclear which account is meant", reads: "we could not tell which account you mean. Please name the account's e-mail address and the organisation." },
  not_a_deletion: { choice: "It does not ask for deletion", reads: "we did not understand your letter as a request to delete an account." },
  owner_changed_mind: { choice: "The owner changed their mind", reads: "you told us that the account shall stay. Nothing was changed." },
} as const;
export type RejectionCode = keyof typeof REJECTION_WORDS;

export const PLAN_WORDS: Record<string, string> = { free: "Free", starter: "Starter", pro: "Pro", enterprise: "Enterprise" };

/** "api_key" → "api key": names of tables and classes as people read them. */
export const plainName = (name: string): string => name.replace(/[_.]/g, " ");
