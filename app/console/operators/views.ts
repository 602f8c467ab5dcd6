import type { OperatorRow } from "@/app/_trpc/answers";

type State = OperatorRow["state"] | "asked";

/** How it is said whether somebody can come in, and how it looks. */
export const STATE_WORDS: Record<State, { word: string; look: string }> = {
  asked: { word: "asked for", look: "bg-retained-ground text-retained" },
  invited: { word: "invited", look: "bg-received-ground text-received" },
  active: { word: "active", look: "bg-verified-ground text-verified" },
  ended: { word: "ended", look: "bg-purged-ground text-purged" },
};

/** What a role lets somebody do, in one line, where it is given. */
export const ROLE_MEANS: Record<OperatorRow["role"], string> = {
  support_agent: "works through requests and refunds",
  support_lead: "as an agent, and looks after what went wrong",
  grievance_officer: "answers complaints, gives orders, places legal holds, agrees to roles",
  auditor: "reads everything, masked, and changes nothing",
  admin: "invites colleagues, gives roles, ends access",
};
