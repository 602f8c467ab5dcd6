import type { HoldRow } from "@/app/_trpc/answers";
import { many } from "@/app/_ui/rupees";

type Group = "account" | "conversations" | "bots" | "keys" | "payments" | "correspondence";

/** What an order can cover, as people say it, and what each part means. */
export const GROUP_WORDS: Record<Group, { word: string; means: string }> = {
  account: { word: "Account", means: "organisation, people, their sessions, exports" },
  conversations: { word: "Conversations", means: "messages, recordings, transcriptions" },
  bots: { word: "Bots", means: "prompts, settings, knowledge files, webhook addresses" },
  keys: { word: "Keys", means: "API keys and what was used with them" },
  payments: { word: "Payments", means: "purchases, refunds and the credit ledger" },
  correspondence: { word: "Correspondence", means: "letters to us, our notices, codes" },
};

/** "everything", or "conversations and payments". */
export function scopeWords(scope: readonly string[]): string {
  if (scope.includes("everything")) return "everything";
  const words = scope.map((group) => (GROUP_WORDS[group as Group]?.word ?? group).toLowerCase());
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : (words[0] ?? "nothing");
}

export const keptWords = (kept: number, all: number): string =>
  kept >= all ? "No class of data is purged." : `${many(all - kept, "class", "classes")} of ${all} are still purged on time.`;

type Stage = Pick<HoldRow, "agreedAt" | "endedBecause" | "releaseAskedBy">;

/** Where a hold stands, in a word or two. */
export function stageWords(hold: Stage): string {
  if (hold.endedBecause) return hold.endedBecause;
  if (!hold.agreedAt) return "waits for a second person";
  return hold.releaseAskedBy ? "release waits for a second person" : "holds";
}
