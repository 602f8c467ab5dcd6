import type { Deps } from "@/server/lib/deps";
import { logger } from "@/server/lib/logger";
import type { Answering } from "./answer-consent";
import { CONSENT_TEXT_VERSION, type Feature } from "./consent";

/**
 * Adds one to how often a feature was used today (in India), if the person agreed to be counted (C2): one statement, which keeps
 * neither who nor from where. What is not on the list (null) is not counted. It never breaks what it counts: a failure is logged, without a word about the person.
 * @keeps D7.3 C2.8 C2.9
 */
export async function countUse(deps: Deps, person: Answering, feature: Feature | null): Promise<void> {
  if (!feature) return;
  try {
    const now = await deps.clock.now(deps.db);
    await deps.db.$executeRaw`
      INSERT INTO console.use_count (day, feature, total)
      SELECT (${now}::timestamptz AT TIME ZONE 'Asia/Kolkata')::date, ${feature}::text, 1
      WHERE EXISTS (SELECT 1 FROM console.consent c WHERE c.member_id = ${person.id}::uuid AND c.tenant_id = ${person.tenantId}::uuid
        AND c.category = 'analytics' AND c.is_given AND c.ended_at IS NULL AND c.text_version = ${CONSENT_TEXT_VERSION}::text)
      ON CONFLICT (day, feature) DO UPDATE SET total = use_count.total + 1`;
  } catch (error) {
    logger.warn({ code: (error as { code?: unknown }).code ?? null, feature }, "a use was not counted");
  }
}
