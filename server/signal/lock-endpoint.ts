import type { Tx } from "@/server/lib/db";
import { NotFound } from "@/server/lib/refusal";

/** Takes the endpoint's row lock and says whether it is switched off. Throws NotFound. */
export async function lockEndpoint(tx: Tx, endpointId: string): Promise<{ disabledAt: Date | null }> {
  const rows = await tx.$queryRaw<
    { disabledAt: Date | null }[]
  >`SELECT disabled_at AS "disabledAt" FROM console.signal_endpoint WHERE id = ${endpointId}::uuid FOR UPDATE`;
  const row = rows[0];
  if (!row) throw new NotFound("endpoint");
  return row;
}
