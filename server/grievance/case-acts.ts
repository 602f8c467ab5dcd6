import type { CaseFacts } from "./grievance";
import type { RefusalCode } from "./refusals";

/** What officers do with a case at their desk. Reading the case itself is none: everybody of the desk may see that it is there. */
export const CASE_ACTS = [
  "acknowledge",
  "assign",
  "link",
  "note",
  "read_notes",
  "read_files",
  "hand_in",
  "write",
  "decide",
  "close",
  "merge",
  "reopen",
  "order",
  "end_order",
  "correct",
  "end_consent",
  "route",
] as const;
export type CaseAct = (typeof CASE_ACTS)[number];

/** What can be done whatever the state is. */
const ALWAYS: readonly CaseAct[] = ["note", "read_notes", "read_files", "link", "assign", "write", "end_order"];

/** What leaves no words and sends nothing, so that it can be done also once the tenant's purge has begun. */
export const WITHOUT_WORDS: readonly CaseAct[] = ["read_notes", "assign", "close", "end_order"];

/** Why an act is not open to anybody in this state; null when it is. The verb throws with it, the screen explains with it. */
export function refuseCaseAct({ state, acknowledgedAt }: CaseFacts, act: CaseAct): RefusalCode | null {
  if (ALWAYS.includes(act)) return null;
  if (act === "reopen") return state === "open" ? "desk_open" : null;
  if (act === "acknowledge") return acknowledgedAt === null ? (state === "open" ? null : "desk_not_open") : "desk_acknowledged";
  if (act === "close" || act === "hand_in") return state === "closed" ? "desk_not_open" : null;
  return state === "open" ? null : "desk_not_open";
}
