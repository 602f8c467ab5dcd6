// Deactivates every verified request, one after the other, until it is ended: for fault tests, which kill it in the middle.
import { setTimeout as pause } from "node:timers/promises";
import { deactivateTenant } from "@/server/deletion/deactivate-tenant";
import { databaseClock } from "@/server/lib/clock";
import { openDb } from "@/server/lib/db";

const deps = { db: openDb("callmissed_console"), clock: databaseClock };
const [operatorId = ""] = process.argv.slice(2);

async function deactivateAll(): Promise<void> {
  const verified = await deps.db.deletionRequest.findMany({
    where: { state: "verified" },
    select: { id: true, version: true, tenantId: true },
  });
  for (const { id, version, tenantId } of verified) {
    const tenant = await deps.db.tenant.findUniqueOrThrow({ where: { id: tenantId ?? "" }, select: { name: true } });
    await deactivateTenant(deps, { kind: "operator", id: operatorId }, id, version, tenant.name);
  }
}

process.send?.({ ready: true });
for (;;) {
  // The database is killed as well in these tests; whoever presses the button then presses it again.
  await deactivateAll().catch(() => {});
  await pause(20);
}
