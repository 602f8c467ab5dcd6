import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "@/prisma/generated/client";
import { env } from "./env";

export type Db = PrismaClient;
/** What a verb works with inside its one transaction. */
export type Tx = Prisma.TransactionClient;

/** The database roles a connection can work as; what each may do stands in the roles migration. */
export type DatabaseRole = "callmissed_console" | "callmissed_purge" | "callmissed_replay" | "callmissed_export";

/** How long one statement may take: for people who wait, and for jobs that walk through everything a tenant has. */
export const STATEMENT_LIMIT_MS = { web: 60_000, job: 900_000 } as const;

/** Opens a pool whose every connection works as the given role, never as the login itself. */
export function openDb(role: DatabaseRole, url = env().DATABASE_URL, max = 10, limitMs: number = STATEMENT_LIMIT_MS.web): Db {
  const adapter = new PrismaPg({
    connectionString: url,
    max,
    connectionTimeoutMillis: 5_000,
    // A server that is frozen or cut off cannot apply its own limit, so the client has one as well.
    query_timeout: limitMs + 10_000,
    options: `-c role=${role} -c timezone=UTC -c statement_timeout=${limitMs} -c idle_in_transaction_session_timeout=60000`,
  });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 30_000 } });
}

/** For the few commands that whoever owns the database runs by hand: works as the login itself. Never for the console or its jobs. */
export const openOwnerDb = (url: string): Db =>
  new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: 1, connectionTimeoutMillis: 5_000, options: "-c timezone=UTC" }),
  });

const pools = globalThis as unknown as { consoleDb?: Db };

/** The web process's pool; one per process, kept across hot reloads. */
export function consoleDb(): Db {
  pools.consoleDb ??= openDb("callmissed_console");
  return pools.consoleDb;
}

/** Takes the row lock that every verb changing a tenant's fate takes first (L1). False: the tenant is gone. */
export async function lockTenant(tx: Tx, tenantId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ locked: boolean }[]>`SELECT platform.lock_tenant(${tenantId}::uuid) AS locked`;
  return rows[0]?.locked ?? false;
}

/** The PostgreSQL error code behind a Prisma error, e.g. "CM001" from our own guards or "23505" for a unique violation. */
export function sqlState(error: unknown): string | null {
  for (let cause: unknown = error, depth = 0; cause && depth < 6; depth += 1) {
    const { code, originalCode, meta } = cause as {
      code?: string;
      originalCode?: string;
      meta?: { code?: string; driverAdapterError?: unknown };
    };
    if (typeof originalCode === "string") return originalCode;
    if (code === "P2002") return "23505";
    if (typeof meta?.code === "string") return meta.code;
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith("P")) return code;
    cause = meta?.driverAdapterError ?? (cause as { cause?: unknown }).cause;
  }
  return null;
}
