import { randomUUID } from "node:crypto";
import type pg from "pg";
import { requestExport } from "@/server/export/request-export";
import { databaseClock } from "@/server/lib/clock";
import { openDb } from "@/server/lib/db";
import { sealContent } from "@/server/platform/content-cipher";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { ensureTenantKey } from "@/server/platform/tenant-keys";
import { given } from "./given";

const AT_ONCE = 10_000;
const TEXT = "Namaste, kya aap khule hain? We would like to book a table for six at half past seven, near the window if that is possible.";

/** A tenant with so many messages, each encrypted as the platform does it; answers with its id and its owner's. */
export async function seedBusyTenant(pool: pg.Pool, filesDir: string, messages: number): Promise<{ tenantId: string; ownerId: string }> {
  const build = given(pool, { filesDir });
  const tenant = await build.tenant();
  await build.oneRowInEveryTable(tenant);
  await pool.query("DELETE FROM console.data_export WHERE tenant_id = $1", [tenant.id]);
  const key = await ensureTenantKey(openKeyRing(), tenant.id);
  const place = { tenantId: tenant.id, table: "message", column: "body" } as const;
  const client = await pool.connect();
  try {
    await client.query("SET session_replication_role = replica");
    for (let done = 0; done < messages; done += AT_ONCE) {
      const ids = Array.from({ length: Math.min(AT_ONCE, messages - done) }, () => randomUUID());
      const bodies = ids.map((rowId, index) => Buffer.from(sealContent(key, { ...place, rowId }, `${done + index} ${TEXT}`)));
      await client.query(
        `INSERT INTO platform.message (tenant_id, id, conversation_id, direction, body_ciphertext, sent_at)
         SELECT c.tenant_id, m.id, c.id, 'inbound', m.body, now() - interval '1 hour' FROM platform.conversation c,
           unnest($2::uuid[], $3::bytea[]) AS m (id, body) WHERE c.tenant_id = $1`,
        [tenant.id, ids, bodies],
      );
    }
  } finally {
    client.release(true);
  }
  await pool.query("ANALYZE platform.message");
  return { tenantId: tenant.id, ownerId: tenant.owner.id };
}

/** Asks for the archive as the owner does; a worker builds it. Answers with its id. */
export async function askForArchive(databaseUrl: string, { tenantId, ownerId }: { tenantId: string; ownerId: string }): Promise<string> {
  const db = openDb("callmissed_console", databaseUrl, 1);
  return requestExport({ db, clock: databaseClock }, { id: ownerId, tenantId, language: "en" }).finally(() => db.$disconnect());
}
