import type { ApprovalKind } from "@/prisma/generated/enums";

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
  "signal:agree": ["support_lead", "admin"],
  "purge:retry": ["support_lead", "admin"],
  "purge:stop": ["support_lead", "grievance_officer", "admin"],
  "purge:resume": ["support_lead", "grievance_officer", "admin"],
  "purge:agree_resume": ["support_lead", "grievance_officer", "admin"],
  "refund:read": EVERYBODY,
  "refund:lodge": SUPPORT,
  "refund:decide": SUPPORT,
  "refund:agree": ["support_agent", "support_lead", "grievance_officer"],
  "refund:follow_up": SUPPORT,
  "refund:reconcile": ["support_lead"],
  "refund:export": ["support_lead", "auditor"],
  "grievance:read": ["grievance_officer"],
  "grievance:decide": ["grievance_officer"],
  "grievance:agree": ["grievance_officer", "admin"],
  "grievance:take_down": ["support_agent", "support_lead", "grievance_officer"],
  "register:read": ["grievance_officer", "auditor"],
  "register:export": ["grievance_officer", "auditor"],
  "order:read": ["support_agent", "support_lead", "grievance_officer", "auditor"],
  "order:give": ["grievance_officer"],
  "order:carry_out": SUPPORT,
  "approval:read": EVERYBODY,
  "audit:read": ["grievance_officer", "auditor", "admin"],
  "audit:export": ["auditor"],
  "person:reveal": ["support_agent", "support_lead", "grievance_officer"],
  "operator:read": ["auditor", "admin", "grievance_officer"],
  "operator:manage": ["admin"],
  "operator:agree": ["admin", "grievance_officer"],
  "policy:read": EVERYBODY,
  "hold:read": EVERYBODY,
  "hold:place": ["grievance_officer"],
  "hold:agree": ["grievance_officer", "support_lead", "admin"],
  "hold:review": ["grievance_officer"],
  "hold:ask_release": ["grievance_officer", "admin"],
  "hold:release": ["grievance_officer", "support_lead", "admin"],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

export const may = (role: Role, permission: Permission): boolean => (PERMISSIONS[permission] as readonly Role[]).includes(role);

/** What each second person's word takes (A3); the procedure that hears it asks for the same, and a test compares them. */
export const AGREE_PERMISSIONS = {
  verify_request: "request:decide",
  verify_return: "tenant:reactivate",
  place_hold: "hold:agree",
  release_hold: "hold:release",
  grant_refund: "refund:agree",
  change_operator: "operator:agree",
  resume_purges: "purge:agree_resume",
  replay_signals: "signal:agree",
  correct_address: "grievance:agree",
} as const satisfies Record<ApprovalKind, Permission>;

/** What asking a second person takes (A3); the database has both tables too, and looks again when the answer comes. */
export const ASK_PERMISSIONS = {
  verify_request: "request:decide",
  verify_return: "tenant:reactivate",
  place_hold: "hold:place",
  release_hold: "hold:ask_release",
  grant_refund: "refund:decide",
  change_operator: "operator:manage",
  resume_purges: "purge:resume",
  replay_signals: "signal:replay",
  correct_address: "grievance:decide",
} as const satisfies Record<ApprovalKind, Permission>;

/** What somebody of this role may be the second person for. */
export const kindsToAgree = (role: Role): ApprovalKind[] =>
  (Object.keys(AGREE_PERMISSIONS) as ApprovalKind[]).filter((kind) => may(role, AGREE_PERMISSIONS[kind]));

/** How roles are called on screen. */
export const ROLE_NAMES: Record<Role, string> = {
  support_agent: "Support agent",
  support_lead: "Support lead",
  grievance_officer: "Grievance officer",
  auditor: "Auditor",
  admin: "Admin",
};
