// The people everybody here knows: in the seed, in tests and in journeys. Ids and keys are fixed so that a README, a
// test and a person at a terminal can name them. The keys open nothing outside of a local database.

export const SUPPORT_ADDRESS = "support@callmissed.com";

/** The neighbour of every story: whose data must survive whatever happens to Chai Point Labs. */
export const INITECH = {
  tenantId: "1a17ec40-0000-4000-8000-000000000001",
  name: "Initech",
  slug: "initech",
  domain: "initech.example",
  owner: { id: "1a17ec40-0000-4000-8000-000000000101", name: "Nila Krishnan", email: "nila@initech.example" },
  apiKeys: [{ id: "1a17ec40-0000-4000-8000-000000000201", name: "Production server", key: "cm_live_demo_initech_0001" }],
  bots: [{ id: "1a17ec40-0000-4000-8000-000000000301", name: "Initech WhatsApp" }],
  webhookId: "1a17ec40-0000-4000-8000-000000000401",
} as const;

/** Asha's company: active, busy, and the subject of most journeys. */
export const CHAI_POINT = {
  tenantId: "c4a1b017-0000-4000-8000-000000000001",
  name: "Chai Point Labs",
  slug: "chaipoint",
  domain: "chaipoint.example",
  owner: { id: "c4a1b017-0000-4000-8000-000000000101", name: "Asha Menon", email: "asha@chaipoint.example" },
  /** A team member with the role `agent`: may not ask for deletion. */
  ravi: { id: "c4a1b017-0000-4000-8000-000000000102", name: "Ravi Kumar", email: "ravi@chaipoint.example" },
  apiKeys: [
    { id: "c4a1b017-0000-4000-8000-000000000201", name: "Production server", key: "cm_live_demo_chaipoint_0001" },
    { id: "c4a1b017-0000-4000-8000-000000000202", name: "Website widget", key: "cm_live_demo_chaipoint_0002" },
  ],
  bots: [
    { id: "c4a1b017-0000-4000-8000-000000000301", name: "Chai Point Labs WhatsApp" },
    { id: "c4a1b017-0000-4000-8000-000000000302", name: "Front desk" },
  ],
  webhookId: "c4a1b017-0000-4000-8000-000000000401",
  members: 23,
  keys: 14,
  botCount: 6,
  /** ₹12,400.00 */
  balancePaise: 1_240_000,
} as const;

/** Kamala's company: has bought more than one person may pay back alone, by both gateways, within the last days. */
export const NILGIRI = {
  tenantId: "41b61170-0000-4000-8000-000000000001",
  name: "Nilgiri Tea Exports",
  slug: "nilgiritea",
  domain: "nilgiritea.example",
  owner: { id: "41b61170-0000-4000-8000-000000000101", name: "Kamala Subramanian", email: "kamala@nilgiritea.example" },
  apiKeys: [{ id: "41b61170-0000-4000-8000-000000000201", name: "Order desk", key: "cm_live_demo_nilgiri_0001" }],
  bots: [{ id: "41b61170-0000-4000-8000-000000000301", name: "Nilgiri WhatsApp" }],
  webhookId: "41b61170-0000-4000-8000-000000000401",
  /** With IGST ₹17,700.00 and ₹5,900.00. */
  purchases: [
    { creditsPaise: 1_500_000, daysAgo: 2, gateway: "cashfree" },
    { creditsPaise: 500_000, daysAgo: 3, gateway: "razorpay" },
  ],
} as const;

export type OperatorRole = "support_agent" | "support_lead" | "grievance_officer" | "auditor" | "admin";

export interface CastOperator {
  id: string;
  /** What the local identity provider says in `sub`. */
  subject: string;
  name: string;
  email: string;
  role: OperatorRole;
}

const operator = (last: number, name: string, role: OperatorRole): CastOperator => {
  const first = name.split(" ")[0]?.toLowerCase() ?? "";
  return {
    id: `09e7a704-0000-4000-8000-${String(last).padStart(12, "0")}`,
    subject: `local-${first}`,
    name,
    email: `${first}@callmissed.example`,
    role,
  };
};

/** The same people as in server/local/people.mjs; a test compares the two. */
export const OPERATORS = {
  meera: operator(1, "Meera Nair", "support_lead"),
  dev: operator(2, "Dev Malhotra", "support_agent"),
  farah: operator(3, "Farah Siddiqui", "grievance_officer"),
  leela: operator(6, "Leela Thomas", "support_agent"),
  /** Stands in for Farah where she had a hand in what a complaint is about. */
  naveen: operator(7, "Naveen Pillai", "grievance_officer"),
  arjun: operator(4, "Arjun Rao", "auditor"),
  kavya: operator(5, "Kavya Iyer", "admin"),
} as const;

/** Where the local platform is told what happened to a tenant; its address follows the port it has today. */
export const LOCAL_PLATFORM = { id: "91a7f063-0000-4000-8000-000000000001", name: "CallMissed platform" } as const;
