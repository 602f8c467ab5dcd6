import { lockTenant, type Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { isEnding } from "./is-ending";

/**
 * The first step of every verb about a case: the tenant's lock, then the time. Cases are taken while a tenant is active and while it
 * is sealed, because they are the console's rows. Once its purge has begun nothing is taken: the class may have been erased already,
 * and what came after it would stay. Throws `rights_ended`.
 */
export async function lockForCase(deps: Deps, tx: Tx, tenantId: string): Promise<Date> {
  if (!(await lockTenant(tx, tenantId))) throw new Refusal("rights_ended");
  if (await isEnding(tx, tenantId)) throw new Refusal("rights_ended");
  return deps.clock.now(tx);
}
