import { randomUUID } from "node:crypto";
import { sha256Hex } from "@/server/lib/crypto";
import type { Ground } from "../given";
import { writeObjects } from "./content";
import type { GivenTenant } from "./people";

export interface ArchiveWish {
  tenant: Pick<GivenTenant, "id" | "owner">;
  /** Hours since it was ready; it can be fetched for 168. */
  readyHoursAgo?: number;
  content?: string;
}

/** An archive that is ready, with its object, encrypted as the worker writes it. */
export async function addArchive(ground: Ground, { tenant, readyHoursAgo = 1, content = "PK and the rest" }: ArchiveWish) {
  const id = randomUUID();
  const objectKey = `${tenant.id}/exports/${id}.zip`;
  await writeObjects(ground, tenant.id, { [objectKey]: content });
  await ground.pool.query(
    `INSERT INTO console.data_export (id, tenant_id, member_id, language, state, requested_at, started_at, ready_at, expires_at, attempts, bytes, sha256, items_done, items_total)
     SELECT $1, $2, $3, 'en', 'ready', t, t, t, t + interval '168 hours', 1, $5, $6, 9, 9 FROM (SELECT now() - $4 * interval '1 hour' AS t) x`,
    [id, tenant.id, tenant.owner.id, readyHoursAgo, Buffer.byteLength(content), sha256Hex(content)],
  );
  return { id, objectKey, content };
}
