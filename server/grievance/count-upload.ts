import { HOUR_MS } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { countAsking } from "@/server/owner/count-asking";
import { UPLOADS_AN_HOUR } from "@/server/policy/grievance";

/** Counts a form with files before a byte of it is read, whatever comes of it: looking into files is work. Throws `case_too_many_uploads`. */
export async function countUpload({ db, clock }: Deps, tenantId: string): Promise<void> {
  const limit = { what: "uploads_per_tenant", atMost: UPLOADS_AN_HOUR, withinMs: HOUR_MS };
  if (!(await countAsking(db, limit, tenantId, await clock.now(db)))) throw new Refusal("case_too_many_uploads", { most: UPLOADS_AN_HOUR });
}
