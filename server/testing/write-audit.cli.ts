// For tests: writes into the audit trail almost without a pause, three lines to a transaction, until it is killed; with `checkpoint` each transaction is
// followed by a checkpoint.
import { setTimeout as pause } from "node:timers/promises";
import { checkpointAudit } from "@/server/audit/checkpoint-audit";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { databaseClock } from "@/server/lib/clock";
import { openDb } from "@/server/lib/db";
import { env } from "@/server/lib/env";
import { OPERATORS } from "./cast";

const MEERA = { kind: "operator", id: OPERATORS.meera.id } as const;
const isCheckpointing = process.argv[2] === "checkpoint";
const db = openDb("callmissed_console", env().DATABASE_URL, 4);

async function write(): Promise<void> {
  await db.$transaction(async (tx) => {
    for (let line = 0; line < 3; line += 1) await recordAuditEvent(tx, "request.assigned", MEERA, {}, { assigneeId: MEERA.id });
  });
}

async function writeOn(): Promise<never> {
  for (;;) {
    await write();
    await pause(5); // so that the trail stays short enough to be checked often
    if (isCheckpointing) await checkpointAudit({ db, clock: databaseClock });
  }
}

await write();
process.send?.({ ready: true });
await Promise.all(Array.from({ length: isCheckpointing ? 1 : 4 }, writeOn));
