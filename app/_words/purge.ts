import type { RequestDetail } from "@/app/_trpc/answers";
import { spanWords } from "@/app/_ui/instant";
import { plainName } from "./words";

type Fault = NonNullable<NonNullable<RequestDetail["purge"]>["fault"]>;

export const FAULT_WORDS: Record<Fault, string> = {
  survivors: "The recount found data that should be gone. Its classes are erased again.",
  step_failed: "A step broke. It is tried again by itself; what is gone stays gone.",
  held: "A legal hold was placed. The purge stands still until it is released.",
  overdue: "This purge is overdue by more than an hour.",
  stopped: "Purges are stopped. It goes on when a second person lets them run again.",
};

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
  api_key: "API keys",
  member_session: "Sessions",
  team_member: "User profiles",
  seal_digest: "Fingerprints of the sealed data",
  letter: "Letters and their findings",
  confirmation: "One-time codes",
  notice: "Notices",
  tenant_key: "The key to everything encrypted",
  tenant: "Organisation and preferences",
};

/** Names of classes from the book, as people call them. */
export const classWords = (names: string): string[] => names.split(",").map((name) => PURGE_CLASS_WORDS[name] ?? plainName(name));

const SILENCE = 60_000;

/** Empty while the worker is heard of; after a minute without it, for how long it has been silent. */
export function silentFor(heartbeatAt: Date, now: number): string {
  const silence = now - heartbeatAt.getTime();
  return silence > SILENCE ? `no progress for ${spanWords(silence)}` : "";
}
