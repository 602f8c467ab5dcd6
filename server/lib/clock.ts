/** Anything that can answer a raw query: a Prisma client or a transaction. */
export type Queryable = { $queryRaw: <T>(query: TemplateStringsArray, ...values: unknown[]) => Promise<T> };

/** The one clock (L1). A verb asks it after it holds its lock, so that waiting for the lock cannot make an answer stale. */
export type Clock = { now(tx: Queryable): Promise<Date> };

/** Production's clock: the database's, so that several web and worker processes never disagree. */
export const databaseClock: Clock = {
  async now(tx) {
    const rows = await tx.$queryRaw<{ now: Date }[]>`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`;
    const row = rows[0];
    if (!row) throw new Error("the database did not tell the time");
    return row.now;
  },
};

/** A clock that stands still: for decisions at an exact instant in tests and previews. */
export const fixedClock = (at: Date): Clock => ({ now: async () => at });

/** The process's own time: for stamps that never decide anything about a tenant, such as log lines and mail dates. */
export const processNow = (): Date => new Date();

export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * HOUR_MS;
export const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

const IST_MS = 330 * MINUTE_MS;
/** The first instant of a day in India, so many days after the one that `at` is in. */
export const dayStartInIndia = (at: Date, days: number): Date =>
  new Date((Math.floor((at.getTime() + IST_MS) / DAY_MS) + days) * DAY_MS - IST_MS);
