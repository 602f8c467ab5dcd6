/**
 * Every table has a fate (P1). `erase` goes for good, `anonymise` leaves amounts and a day, `keep` stays and says why.
 * A test walks the Prisma schema and fails on a model without an entry, an empty reason, and on finding no models.
 */
export type Fate = "erase" | "anonymise" | "keep";

type Entry = { fate: Fate; reason: string; clause: string };

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

  // What stays, without anything that leads to a person
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
  Approval: { fate: "keep", reason: "Which two colleagues agreed, and when", clause: "product A3" },
  OperatorSession: { fate: "keep", reason: "When our own staff signed in and out", clause: "product A2" },
  Operator: { fate: "keep", reason: "Our own staff, not the tenant's people", clause: "product A2" },
} as const satisfies Record<string, Entry>;

/**
 * A class of data on its way out, in the order the foreign keys allow: objects before the rows that point to them, what
 * hangs below before what it hangs on, the tenant's own row last, so that a failure always leaves something to retry.
 */
export type EraseClass = {
  name: string;
  say: string;
  how: "objects" | "rows" | "purchases" | "letters" | "digests";
  table?: string;
  key?: "tenant_id" | "id";
};

const rows = (table: string, say: string, schema = "platform"): EraseClass => ({
  name: table,
  say,
  how: "rows",
  table: `${schema}.${table}`,
  key: "tenant_id",
});

export const ERASE_CLASSES: readonly EraseClass[] = [
  { name: "objects", say: "Recordings and knowledge files in storage", how: "objects" },
  rows("transcript", "Transcriptions"),
  rows("recording", "Audio recordings"),
  rows("message", "Messages"),
  rows("conversation", "Conversations"),
  rows("knowledge_file", "Knowledge base files"),
  rows("bot", "Bots, prompts and settings"),
  rows("webhook_endpoint", "Webhook addresses"),
  rows("usage_record", "Usage records"),
  rows("credit_entry", "Credit ledger (balance forfeited)"),
  { name: "purchase", say: "Payment history (anonymised)", how: "purchases", table: "platform.purchase", key: "tenant_id" },
  rows("api_key", "API keys"),
  rows("member_session", "Sessions"),
  rows("team_member", "User profiles"),
  { name: "letter", say: "Letters and their findings", how: "letters" },
  rows("confirmation", "One-time codes", "console"),
  rows("notice", "Notices and addresses written to", "console"),
  { name: "seal_digest", say: "Fingerprints of the sealed data", how: "digests", table: "console.seal_digest" },
  { name: "tenant", say: "Organisation and preferences", how: "rows", table: "platform.tenant", key: "id" },
];
