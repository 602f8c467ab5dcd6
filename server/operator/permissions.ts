export const ROLES = ["support_agent", "support_lead", "grievance_officer", "auditor", "admin"] as const;
export type Role = (typeof ROLES)[number];

const SUPPORT = ["support_agent", "support_lead"] as const;
const EVERYBODY = ROLES;

/**
 * The one table of who may do what, readable aloud: "a request is read by everybody; verified by support".
 * Least privilege (A2): an admin manages operators and where signals go, and decides nothing about tenants but as one of the
 * two people that a hold takes; an auditor reads, masked, and acts on nothing.
 */
export const PERMISSIONS = {
  "request:read": EVERYBODY,
  "request:decide": SUPPORT,
  "request:assign": SUPPORT,
  "request:lodge": SUPPORT,
  "letter:read": ["support_agent", "support_lead", "grievance_officer"],
  "code:send": SUPPORT,
  "tenant:read": EVERYBODY,
  "tenant:deactivate": SUPPORT,
  "tenant:reactivate": SUPPORT,
  "signal:read": ["support_lead", "auditor", "admin"],
  "signal:manage": ["admin"],
  "signal:replay": ["support_lead", "admin"],
  "purge:retry": ["support_lead", "admin"],
  "purge:stop": ["support_lead", "grievance_officer", "admin"],
  "purge:resume": ["support_lead", "grievance_officer", "admin"],
  "refund:read": EVERYBODY,
  "refund:lodge": SUPPORT,
  "refund:decide": SUPPORT,
  "refund:agree": ["support_agent", "support_lead", "grievance_officer"],
  "refund:follow_up": SUPPORT,
  "refund:reconcile": ["support_lead"],
  "refund:export": ["support_lead", "auditor"],
  "grievance:read": ["grievance_officer"],
  "hold:read": EVERYBODY,
  "hold:place": ["grievance_officer"],
  "hold:agree": ["grievance_officer", "support_lead", "admin"],
  "hold:review": ["grievance_officer"],
  "hold:ask_release": ["grievance_officer", "admin"],
  "hold:release": ["grievance_officer", "support_lead", "admin"],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

export const may = (role: Role, permission: Permission): boolean => (PERMISSIONS[permission] as readonly Role[]).includes(role);

/** How roles are called on screen. */
export const ROLE_NAMES: Record<Role, string> = {
  support_agent: "Support agent",
  support_lead: "Support lead",
  grievance_officer: "Grievance officer",
  auditor: "Auditor",
  admin: "Admin",
};
