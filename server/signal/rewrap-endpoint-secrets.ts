import type { Db } from "@/server/lib/db";
import { logger } from "@/server/lib/logger";
import type { MasterKey } from "@/server/platform/master-key";
import { openSecret, sealedBy, sealSecret } from "./endpoint-secret";

/**
 * Seals every endpoint's secret with the current master key; part of its rotation, and may be run again after an interruption.
 * Returns how many were sealed anew, and those that open with no key we have: they need a new secret on the page Webhooks.
 */
export async function rewrapEndpointSecrets({ db, master }: { db: Db; master: MasterKey }): Promise<{ renewed: number; lost: string[] }> {
  const endpoints = await db.signalEndpoint.findMany({ orderBy: { id: "asc" }, select: { id: true, secretCiphertext: true } });
  const lost: string[] = [];
  let renewed = 0;
  for (const { id, secretCiphertext } of endpoints) {
    if (sealedBy(secretCiphertext) === master.currentId) continue;
    const secret = await openSecret(master, id, secretCiphertext).catch((error) => {
      logger.error({ err: error, endpointId: id }, "an endpoint's secret cannot be opened");
      return null;
    });
    if (secret === null) {
      lost.push(id);
      continue;
    }
    // A secret that somebody replaced meanwhile is sealed with the current key already, and stays.
    const secretNow = await sealSecret(master, id, secret);
    const { count } = await db.signalEndpoint.updateMany({ where: { id, secretCiphertext }, data: { secretCiphertext: secretNow } });
    renewed += count;
  }
  return { renewed, lost };
}
