import type { Db, Tx } from "@/server/lib/db";
import { TenantSealed } from "./export";

/** Rows of one reading; with what people write, a page of them is some hundred kilobytes. */
const PAGE_ROWS = 1_000;

/** How a page is asked for, besides `After`. */
export const PAGE = { orderBy: { id: "asc" }, take: PAGE_ROWS } as const;

/** Whose data is read, as the role that sees one tenant only (`callmissed_export`), and up to which instant it was written. */
export type Source = { reader: Db; tenantId: string; until: Date };

/**
 * Reads something of the one tenant, in a transaction of its own that sees one moment. The database shows this role no other tenant
 * and nothing of a sealed one; because "nothing" must not be taken for "there was nothing", the same moment is asked whether
 * the tenant is open. Throws `TenantSealed`.
 */
export async function readTenant<Value>({ reader, tenantId }: Source, read: (tx: Tx) => Promise<Value>): Promise<Value> {
  return reader.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT set_config('callmissed.tenant_id', ${tenantId}, true)`;
      const [seen] = await tx.$queryRaw<{ open: boolean }[]>`SELECT platform.current_tenant() IS NOT NULL AS open`;
      if (!seen?.open) throw new TenantSealed();
      return read(tx);
    },
    { isolationLevel: "RepeatableRead" },
  );
}

/** What a class's reading begins after, in the order of ids. */
export type After = { tenantId: string; id?: { gt: string } };

/** A class page by page, along the primary key: never more than a page in memory, however many rows there are. */
export async function* readPages<Row extends { id: string }>(
  source: Source,
  read: (tx: Tx, after: After) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  const { tenantId } = source;
  for (let last: string | null = null; ; ) {
    const after: After = last ? { tenantId, id: { gt: last } } : { tenantId };
    const rows: Row[] = await readTenant(source, (tx) => read(tx, after));
    if (rows.length > 0) yield rows;
    const end: Row | undefined = rows[PAGE_ROWS - 1];
    if (!end) return;
    last = end.id;
  }
}
