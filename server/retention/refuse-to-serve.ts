import { consoleDb } from "@/server/lib/db";
import { env } from "@/server/lib/env";
import { openStore } from "@/server/lib/open-store";
import { type LedgerWatch, NOT_COMPARED, watchLedger } from "./watch-ledger";

const watches = globalThis as unknown as { ledgerWatch?: LedgerWatch };

/** What people and programs are told meanwhile; what to do about it stands in the log, for those who can. */
export const CLOSED_SENTENCE =
  "CallMissed is being brought back from a backup. Nothing is shown until deletions made since have been made again. Please try again later.";

/** What people are told while the database itself is away, or cannot be compared with its ledger yet. */
export const AWAY_SENTENCE = "Something broke on our side. Nothing was changed. Please try again.";

/** What people and programs are told when the web process must refuse to serve now (P6); null when it may. One watch per process. */
export async function closedBecause(): Promise<string | null> {
  watches.ledgerWatch ??= watchLedger(consoleDb(), openStore(env().LEDGER_STORE));
  const refusal = await watches.ledgerWatch.refusal();
  return refusal && (refusal === NOT_COMPARED ? AWAY_SENTENCE : CLOSED_SENTENCE);
}

/** The answer of an API meanwhile; null when it may answer. For the gate a 503 means "no" (L3). */
export async function refuseToServe(): Promise<Response | null> {
  const error = await closedBecause();
  if (!error) return null;
  return Response.json({ error }, { status: 503, headers: { "cache-control": "no-store", "retry-after": "30" } });
}
