import type { Deps } from "@/server/lib/deps";

const AT_ONCE = 5_000;

/**
 * Removes counts whose hour is over, codes a day after they were sent, and sign-ins 30 days after they ended (V3): none may pile up.
 * What an order holds stays (H2). The database decides which. `deps.db` works as the purge role.
 */
export async function forgetTries(deps: Deps): Promise<{ forgotten: number }> {
  let forgotten = 0;
  for (;;) {
    const [row] = await deps.db.$queryRaw<{ gone: number }[]>`SELECT console.forget_tries(${AT_ONCE}::int) AS gone`;
    const gone = row?.gone ?? 0;
    forgotten += gone;
    if (gone < AT_ONCE) return { forgotten };
  }
}
