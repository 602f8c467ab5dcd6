import { consoleDb } from "@/server/lib/db";
import { env } from "@/server/lib/env";
import { openStore } from "@/server/lib/open-store";
import { type LedgerWatch, watchLedger } from "./watch-ledger";

const watches = globalThis as unknown as { ledgerWatch?: LedgerWatch };

/** What people and programs are told meanwhile; what to do about it stands in the log, for those who can. */
export const CLOSED_SENTENCE =
  "CallMissed is being brought back from a backup. Nothing is shown until deletions made since have been made again. Please try again later.";

/** Whether the web process must refuse to serve now (P6): one watch per process, whoever asks first. */
export async function mustRefuse(): Promise<boolean> {
  watches.ledgerWatch ??= watchLedger(consoleDb(), openStore(env().LEDGER_STORE));
  return (await watches.ledgerWatch.refusal()) !== null;
}

/** The answer of an API meanwhile; null when it may answer. For the gate a 503 means "no" (L3). */
export async function refuseToServe(): Promise<Response | null> {
  if (!(await mustRefuse())) return null;
  return Response.json({ error: CLOSED_SENTENCE }, { status: 503, headers: { "cache-control": "no-store", "retry-after": "30" } });
}
