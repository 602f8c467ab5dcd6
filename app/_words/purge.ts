import type { RequestDetail } from "@/app/_trpc/answers";
import { spanWords } from "@/app/_ui/instant";
import { count } from "@/app/_ui/rupees";
import { plainName } from "./words";

type Fault = NonNullable<NonNullable<RequestDetail["purge"]>["fault"]>;

export const FAULT_WORDS: Record<Fault, string> = {
  survivors: "The recount found data that should be gone. Its classes are erased again.",
  step_failed: "A step broke. It is tried again by itself; what is gone stays gone.",
  cannot_certify:
    "Everything is erased and counted, but the certificate cannot be signed. Check SIGNING_KEY_FILE on the worker; it is tried again by itself.",
  ledger_away:
    "Everything is erased and certified, but the erasure ledger cannot be written. Check LEDGER_STORE and LEDGER_KEY_FILE on the worker; it is tried again by itself.",
  held: "A legal hold keeps what is marked with a lock. Everything else is gone; the rest goes by itself once the hold is released.",
  overdue: "This purge is overdue by more than an hour.",
  stopped: "All purges are stopped. This one goes on where it is when a second person lets them run again.",
};

/** What broke in a step: the fact, and what brings it back. */
export const FAILURE_WORDS: Record<string, string> = {
  store_away: "The object store does not answer. Check the store of FILES_STORE; nothing that points to it is erased before.",
  store_empty:
    "The object store holds no file that a row points to, of this tenant or any other. It is probably the wrong one: check FILES_STORE.",
  key_store_away: "The store of tenants' keys does not answer. Check KEYS_STORE; the key is destroyed when it is back.",
  database_away: "The database went away in the middle. What was not committed is repeated.",
  database_slow: "The database took too long, or somebody else held a lock. It is repeated.",
  database_refused: "The database refused to delete. Rows that still point here may be left; the recount looks for them.",
  unexpected: "Something broke that has no name yet. The worker's log has it under this request's id.",
};
export const failureWords = (code: string): string => FAILURE_WORDS[code] ?? FAILURE_WORDS.unexpected ?? code;

/** A speed as it is said beside a count. */
export const speedWords = (rowsPerSecond: number): string =>
  `${count(rowsPerSecond < 10 ? Math.round(rowsPerSecond * 10) / 10 : Math.round(rowsPerSecond))} a second`;

/** Classes of data as people call them; the names are those of the purge's own plan. */
export const PURGE_CLASS_WORDS: Record<string, string> = {
  objects: "Files in storage",
  objects_recordings: "Recordings in storage",
  objects_knowledge: "Knowledge files in storage",
  objects_rest: "Exports and stray files in storage",
  transcript: "Transcriptions",
  recording: "Audio recordings",
  message: "Messages",
  conversation: "Conversations",
  knowledge_file: "Knowledge base files",
  bot: "Bots, prompts and settings",
  webhook_endpoint: "Webhook addresses",
  usage_record: "Usage records",
  credit_entry: "Credit ledger",
  purchase: "Payment history, anonymised",
  gateway_event: "What gateways told of refunds",
  refund_difference: "Differences with gateways",
  credit_note: "Credit notes, anonymised",
  refund: "Refunds",
  api_key: "API keys",
  data_export: "Archives made for the owner",
  team_warning: "Letters to the team",
  consent: "Consent given",
  owner_session: "Sign-ins to the owner's pages",
  member_session: "Sessions",
  team_member: "User profiles",
  seal_digest: "Fingerprints of the sealed data",
  letter: "Letters and their findings",
  grievance_attachment: "Files sent with grievances",
  grievance_message: "Words of grievances",
  grievance_note: "Officers' notes about grievances",
  grievance_person: "Who complained",
  confirmation: "One-time codes",
  owner_code: "One-time codes of the owner's pages",
  notice: "Notices",
  tenant_key: "The key to everything encrypted",
  tenant: "Organisation and preferences",
};

/** Names of classes from the book, as people call them. */
export const classWords = (names: string): string =>
  names
    .split(",")
    .map((name) => PURGE_CLASS_WORDS[name] ?? plainName(name))
    .join(", ");

const SILENCE = 60_000;

/** Empty while the worker is heard of; after a minute without it, for how long it has been silent. */
export function silentFor(heartbeatAt: Date, now: number): string {
  const silence = now - heartbeatAt.getTime();
  return silence > SILENCE ? `no progress for ${spanWords(silence)}` : "";
}
