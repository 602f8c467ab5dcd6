// long: what becomes of every table, and the order in which a purge takes them, are read together.

/**
 * Every table has a fate (P1). `erase` goes for good, `anonymise` leaves amounts and a day, `keep` stays and says why.
 * A test walks the Prisma schema and fails on a model without an entry, an empty reason, and on finding no models.
 */
export type Fate = "erase" | "anonymise" | "keep";

type Entry = { fate: Fate; reason: string; clause: string };

/** What becomes of every table, with reason and clause. @keeps D4.1 */
export const INVENTORY = {
  // The tenant's own world
  Tenant: { fate: "erase", reason: "Organisation details and preferences", clause: "D§3 Account data" },
  TeamMember: { fate: "erase", reason: "User profiles", clause: "D§3 Account data" },
  MemberSession: { fate: "erase", reason: "Sign-in sessions of people", clause: "D§3 Account data" },
  ApiKey: { fate: "erase", reason: "Every key of the tenant", clause: "D§3 API keys" },
  UsageRecord: { fate: "erase", reason: "Usage records of keys", clause: "D§3 API keys" },
  Bot: { fate: "erase", reason: "System prompts and settings", clause: "D§3 Bot configurations" },
  WebhookEndpoint: { fate: "erase", reason: "Addresses the tenant's integrations listen at", clause: "D§3 Bot configurations" },
  KnowledgeFile: { fate: "erase", reason: "Knowledge base files and the objects they point to", clause: "D§3 Bot configurations" },
  Conversation: { fate: "erase", reason: "Who wrote to which bot", clause: "D§3 Conversation data" },
  Message: { fate: "erase", reason: "All messages", clause: "D§3 Conversation data" },
  Recording: { fate: "erase", reason: "Audio recordings and the objects they point to", clause: "D§3 Conversation data" },
  Transcript: { fate: "erase", reason: "Transcriptions", clause: "D§3 Conversation data" },
  Purchase: {
    fate: "anonymise",
    reason: "Amounts and days become tax records; everything that leads to the tenant goes",
    clause: "D§3 Payment history, D§4 Tax records",
  },
  CreditEntry: { fate: "erase", reason: "The balance is forfeited at the purge, not before", clause: "D§3 Credit balance" },

  // What the console knows about it
  InboundMail: { fate: "erase", reason: "Letters hold names, addresses and words of people", clause: "D§3 Account data" },
  Verification: { fate: "erase", reason: "Findings quote addresses and names from letters", clause: "D§3 Account data" },
  SeenMark: { fate: "erase", reason: "Hashes of letters that are themselves erased", clause: "D§3 Account data" },
  Confirmation: { fate: "erase", reason: "Codes sent to a person's address", clause: "D§3 Account data" },
  Notice: { fate: "erase", reason: "Addresses we wrote to; the last notice loses its address once it is sent", clause: "D§3 Account data" },

  Refund: {
    fate: "anonymise",
    reason: "What was paid back becomes a tax record by its credit note; everything that leads to the tenant or a gateway goes",
    clause: "D§3 Payment history, D§4 Tax records",
  },
  CreditNote: {
    fate: "anonymise",
    reason: "Amounts, tax and the day become a tax record with the sign turned; number, invoice and recipient go",
    clause: "D§3 Payment history, D§4 Tax records",
  },
  GatewayEvent: { fate: "erase", reason: "The gateway's names for refunds lead to a payer", clause: "D§3 Payment history" },
  RefundDifference: { fate: "erase", reason: "The gateway's names for refunds lead to a payer", clause: "D§3 Payment history" },

  OwnerCode: {
    fate: "erase",
    reason: "Codes for a person of the tenant; those of unknown addresses go within a day",
    clause: "D§3 Account data",
  },
  OwnerSession: { fate: "erase", reason: "When people of the tenant signed in to the owner's pages", clause: "D§3 Account data" },
  TeamWarning: { fate: "erase", reason: "That an owner wrote to the team", clause: "D§3 Account data" },
  DataExport: { fate: "erase", reason: "Archives of the tenant's data, with their objects", clause: "D§3 Account data" },
  Consent: { fate: "erase", reason: "What a person agreed to", clause: "D§3 Account data" },
  GrievanceMessage: { fate: "erase", reason: "Words of people about themselves", clause: "D§3 Account data" },
  GrievancePerson: { fate: "erase", reason: "Names and addresses of who complained", clause: "D§3 Account data" },
  GrievanceNote: { fate: "erase", reason: "What officers wrote about people", clause: "D§3 Account data" },
  GrievanceAttachment: { fate: "erase", reason: "Files of people, with their objects", clause: "D§3 Account data" },

  // What stays, without anything that leads to a person
  Grievance: {
    fate: "keep",
    reason: "Number, kind, clock and end: the register (G5); its ids resolve to nothing any more",
    clause: "DPDP Rules r.14(3)",
  },
  GrievanceEscalation: { fate: "keep", reason: "When a case came near its ceiling; instants only", clause: "DPDP Rules r.14(3)" },
  GrievanceOrder: { fate: "keep", reason: "What the officer ordered and how it ended; ids and instants only", clause: "product G4" },
  UseCount: { fate: "keep", reason: "How often a page was used on a day, by anybody", clause: "no personal data" },
  RateCount: { fate: "keep", reason: "Keyed counts of tries, gone within a day", clause: "no personal data" },
  DeletionRequest: {
    fate: "keep",
    reason: "Number, states and instants: the proof that the promise was kept; its tenant id resolves to nothing any more",
    clause: "DPDPA s.8(7), product L7",
  },
  Deactivation: { fate: "keep", reason: "The instants of the retention window", clause: "D§3 30-day retention" },
  SealDigest: {
    fate: "erase",
    reason: "Fingerprints of what was sealed; over a small row a guess could be confirmed",
    clause: "D§4 anonymised",
  },
  ProbeReceipt: { fate: "keep", reason: "What the gate answered: the proof of the lock-out", clause: "D§3 Immediate effects" },
  ReturnRequest: { fate: "keep", reason: "That a return was asked and how it ended; ids and instants only", clause: "D§6" },
  RequestCounter: { fate: "keep", reason: "Totals per state", clause: "no personal data" },
  PurgeRun: { fate: "keep", reason: "The proof of the purge", clause: "product P4" },
  PurgeStep: { fate: "keep", reason: "Counts per class: the proof of the purge", clause: "product P4" },
  ErasedTotal: { fate: "keep", reason: "Totals of what purges erased, per class", clause: "no personal data" },
  TaxRecord: { fate: "keep", reason: "Anonymous amounts and days, for 7 years", clause: "D§4 Tax records" },
  Alert: { fate: "keep", reason: "Kinds and instants of what a person had to look at", clause: "no personal data" },
  PurgeStop: { fate: "keep", reason: "When purges were stopped and by whom of our staff", clause: "product P3" },
  DeletionCertificate: { fate: "keep", reason: "The signed proof of the purge; counts and instants only", clause: "product P8" },
  LedgerMark: { fate: "keep", reason: "How far this database followed the erasure ledger", clause: "product P6" },
  ErasureReplay: { fate: "keep", reason: "What was erased again after a restore; an id that resolves to nothing", clause: "product P6" },
  ReturnComparison: { fate: "keep", reason: "Counts and instants of a comparison before a return", clause: "D§6" },
  SignalEndpoint: { fate: "keep", reason: "Addresses of the platform's own services", clause: "product L2" },
  SignalDelivery: { fate: "keep", reason: "What the platform's services took; ids and instants only", clause: "product L2" },
  LegalHold: { fate: "keep", reason: "The order that postponed a purge must stay provable", clause: "D§4 Legal obligations" },
  Signal: { fate: "keep", reason: "What the platform was told; ids and instants only", clause: "product L2" },
  AuditEvent: { fate: "keep", reason: "Ids, codes and amounts; survives the purge by design", clause: "DPDP Rules r.6(1)(e), product A1" },
  AuditWaiting: { fate: "keep", reason: "Numbers of events that wait for their link, for a minute at most", clause: "product A1" },
  AuditChain: { fate: "keep", reason: "One row that says nothing: it is locked by whoever links the book", clause: "product A1" },
  AuditLink: { fate: "keep", reason: "Hashes that chain the book; survives the purge with it", clause: "product A1" },
  Approval: { fate: "keep", reason: "Which two colleagues agreed, and when", clause: "product A3" },
  ApprovalAgreement: { fate: "keep", reason: "Which two colleagues agreed, and when", clause: "product A3" },
  CreditNoteSeries: { fate: "keep", reason: "The last number given in a financial year", clause: "no personal data" },
  RefundBand: { fate: "keep", reason: "Up to which amounts how many people decide", clause: "no personal data" },
  RefundComparison: { fate: "keep", reason: "Counts and instants of the daily comparison with the gateways", clause: "no personal data" },
  OperatorSession: { fate: "keep", reason: "When our own staff signed in and out", clause: "product A2" },
  OperatorChange: { fate: "keep", reason: "Who gave which role to whom of our own staff", clause: "product A2" },
  Operator: { fate: "keep", reason: "Our own staff, not the tenant's people", clause: "product A2" },
} as const satisfies Record<string, Entry>;

/** What an order can cover (H1): groups of classes as people speak of them; "everything" is a scope as well, not a group. */
export const DATA_GROUPS = ["account", "conversations", "bots", "keys", "payments", "correspondence"] as const;
export type DataGroup = (typeof DATA_GROUPS)[number];
export const EVERYTHING = "everything";

/**
 * A class of data on its way out, in the order the foreign keys allow: objects before the rows that point to them, what
 * hangs below before what it hangs on, the tenant's key once nothing is left that it opens, the tenant's own row last, so
 * that a failure always leaves something to retry.
 */
export type EraseClass = {
  name: string;
  say: string;
  how: "objects" | "rows" | "purchases" | "credit_notes" | "letters" | "digests" | "key";
  group: DataGroup;
  /**
   * What this one is nothing without: the classes whose rows its rows point to, the objects that are its content, and the key that
   * opens them. While this one is held, they stay too.
   */
  needs: readonly string[];
  table?: string;
  key?: "tenant_id" | "id";
  /** Which part of the tenant's objects. */
  part?: "recordings" | "knowledge" | "rest";
};

/** Objects and the key lie outside the database: removing them cannot be rolled back. */
export const isOutside = ({ how }: EraseClass): boolean => how === "objects" || how === "key";

const rows = (group: DataGroup, table: string, say: string, needs: readonly string[] = ["tenant"], schema = "platform"): EraseClass => ({
  name: table,
  say,
  how: "rows",
  group,
  needs,
  table: `${schema}.${table}`,
  key: "tenant_id",
});
const objects = (group: DataGroup, part: NonNullable<EraseClass["part"]>, say: string): EraseClass => ({
  name: `objects_${part}`,
  say,
  how: "objects",
  group,
  needs: ["tenant_key"],
  part,
});

/** What a purge erases, in its order. @keeps D3.10 D3.11 D3.12 D3.13 D3.14 D3.15 D3.16 */
export const ERASE_CLASSES: readonly EraseClass[] = [
  objects("conversations", "recordings", "Recordings in storage"),
  objects("bots", "knowledge", "Knowledge files in storage"),
  objects("account", "rest", "Exports and stray files in storage"),
  rows("conversations", "transcript", "Transcriptions", ["recording", "tenant_key"]),
  rows("conversations", "recording", "Audio recordings", ["conversation"]),
  rows("conversations", "message", "Messages", ["conversation", "tenant_key"]),
  rows("conversations", "conversation", "Conversations", ["bot", "tenant"]),
  rows("bots", "knowledge_file", "Knowledge base files", ["bot", "tenant"]),
  rows("bots", "bot", "Bots, prompts and settings", ["tenant", "tenant_key"]),
  rows("bots", "webhook_endpoint", "Webhook addresses"),
  rows("keys", "usage_record", "Usage records"),
  rows("payments", "credit_entry", "Credit ledger (balance forfeited)", ["purchase", "tenant"]),
  {
    name: "purchase",
    say: "Payment history (anonymised)",
    how: "purchases",
    group: "payments",
    needs: ["tenant"],
    table: "platform.purchase",
    key: "tenant_id",
  },
  rows("payments", "gateway_event", "What gateways told of refunds", [], "console"),
  rows("payments", "refund_difference", "Differences with gateways", [], "console"),
  {
    name: "credit_note",
    say: "Credit notes (anonymised)",
    how: "credit_notes",
    group: "payments",
    needs: ["refund"],
    table: "console.credit_note",
    key: "tenant_id",
  },
  rows("payments", "refund", "Refunds", [], "console"),
  rows("keys", "api_key", "API keys"),
  rows("account", "data_export", "Archives made for the owner", [], "console"),
  rows("account", "team_warning", "Letters to the team", [], "console"),
  rows("account", "consent", "Consent given", [], "console"),
  rows("account", "owner_session", "Sign-ins to the owner's pages", [], "console"),
  rows("account", "member_session", "Sessions", ["team_member", "tenant"]),
  rows("account", "team_member", "User profiles"),
  { name: "letter", say: "Letters and their findings", how: "letters", group: "correspondence", needs: [] },
  rows("correspondence", "grievance_attachment", "Files sent with grievances", ["grievance_message", "objects_rest"], "console"),
  rows("correspondence", "grievance_message", "Words of grievances", [], "console"),
  rows("correspondence", "grievance_note", "Officers' notes about grievances", [], "console"),
  rows("correspondence", "grievance_person", "Who complained", [], "console"),
  rows("correspondence", "confirmation", "One-time codes", [], "console"),
  rows("correspondence", "owner_code", "One-time codes of the owner's pages", [], "console"),
  rows("correspondence", "notice", "Notices and addresses written to", [], "console"),
  {
    name: "seal_digest",
    say: "Fingerprints of the sealed data",
    how: "digests",
    group: "correspondence",
    needs: [],
    table: "console.seal_digest",
  },
  // A key whose tenant's row is gone is taken for the rest of a purge, and destroyed.
  { name: "tenant_key", say: "The key to everything encrypted", how: "key", group: "account", needs: ["tenant"] },
  { name: "tenant", say: "Organisation and preferences", how: "rows", group: "account", needs: [], table: "platform.tenant", key: "id" },
];

/**
 * What came to a group when orders over it could already stand. Such an order covers it by its scope, though the classes that
 * were written down with it do not name it; console.is_held() says the same, and a test compares the two.
 */
export const COVERED_SINCE: Partial<Record<DataGroup, readonly string[]>> = {
  payments: ["gateway_event", "refund_difference", "credit_note", "refund"],
  account: ["data_export", "team_warning", "consent", "owner_session"],
  // The last three for the files of grievances: their bytes, and what keeps those readable.
  correspondence: [
    "grievance_attachment",
    "grievance_message",
    "grievance_note",
    "grievance_person",
    "owner_code",
    "objects_rest",
    "tenant_key",
    "tenant",
  ],
};

/** The classes that an order keeps: those written down when it was placed, and what has come to its groups since. */
export const classesKeptBy = ({ scope, heldClasses }: { scope: readonly string[]; heldClasses: readonly string[] }): string[] => [
  ...new Set([...heldClasses, ...DATA_GROUPS.flatMap((group) => (scope.includes(group) ? (COVERED_SINCE[group] ?? []) : []))]),
];

/**
 * The classes that an order over these scopes keeps (H1): the groups' own, and whatever they hang on, because a held row
 * cannot stand without the rows it points to, nor be read without the tenant's key. In the order of the purge.
 */
export function classesHeldBy(scopes: readonly string[]): string[] {
  const held = new Set<string>();
  const keep = (name: string): void => {
    if (held.has(name)) return;
    held.add(name);
    for (const needed of ERASE_CLASSES.find((entry) => entry.name === name)?.needs ?? []) keep(needed);
  };
  for (const entry of ERASE_CLASSES) if (scopes.includes(entry.group) || scopes.includes(EVERYTHING)) keep(entry.name);
  return ERASE_CLASSES.filter((entry) => held.has(entry.name)).map((entry) => entry.name);
}
