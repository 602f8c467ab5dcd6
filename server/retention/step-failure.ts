import type { EraseClass } from "./inventory";

/** What broke in a step of the purge, as the screen explains it. Codes only: an error's own words may quote a row. */
export const STEP_FAILURES = [
  "store_away",
  "store_empty",
  "key_store_away",
  "database_away",
  "database_slow",
  "database_refused",
  "unexpected",
] as const;
export type StepFailure = (typeof STEP_FAILURES)[number];

/** The store answers and holds nothing of what rows point to, of this tenant or any other: it is the wrong one. */
export class StoreEmpty extends Error {
  constructor() {
    super("the object store holds nothing of what rows point to");
    this.name = "StoreEmpty";
  }
}

/** What broke after the last class, where no step is to blame. */
export class EndTrouble extends Error {
  override readonly name = "EndTrouble";
  constructor(
    readonly fault: "cannot_certify" | "ledger_away",
    cause: unknown,
  ) {
    super(fault === "ledger_away" ? "the erasure could not be written into the ledger" : "the purge could not be certified", { cause });
  }
}

/** What broke, as against what was ordered: somebody may have it tried again at once. */
export const BROKEN = ["step_failed", "survivors", "cannot_certify", "ledger_away"] as const;
export const isBroken = (fault: string | null): boolean => (BROKEN as readonly (string | null)[]).includes(fault);

/** Names what broke, from the database's error code where there is one, and else from where it broke. */
export function failureOf(error: unknown, entry: Pick<EraseClass, "how">, state: string | null): StepFailure {
  if (error instanceof StoreEmpty) return "store_empty";
  if (state && /^(08|57P)/.test(state)) return "database_away";
  if (state && /^(57014|55P03|40P01|40001|25P0[34])$/.test(state)) return "database_slow";
  if (state) return "database_refused";
  const code = (error as { code?: unknown } | null)?.code;
  if (code === "P2024" || code === "P2028") return "database_slow";
  if (code === "P1001" || code === "P1017" || code === "P1008") return "database_away";
  if (entry.how === "objects") return "store_away";
  return entry.how === "key" ? "key_store_away" : "unexpected";
}
