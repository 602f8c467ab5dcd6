import pg from "pg";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    postgres: { server: string; template: string };
  }
}

export interface TestDatabase {
  /** Connection URL of the owner, who may do everything; the application's roles are set on top of it. */
  url: string;
  ownerPool: pg.Pool;
  /** Removes the database. Fails when the test left connections open, because a leaked pool is a fault. */
  drop: () => Promise<void>;
}

let made = 0;

/** A migrated, empty PostgreSQL database for one test file: `beforeAll(async () => { database = await testDatabase(); })`. */
export async function testDatabase(): Promise<TestDatabase> {
  const { server, template } = inject("postgres");
  const name = `test_${process.pid}_${++made}`;
  const admin = (work: (client: pg.Client) => Promise<void>) => withClient(`${server}postgres`, work);
  // Copying files is faster than the write-ahead log here: the template is small and nothing waits for the disk.
  await admin(async (client) => void (await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`)));
  const url = `${server}${name}`;
  const ownerPool = new pg.Pool({ connectionString: url, max: 10 });
  ownerPool.on("error", () => {}); // connections cut by a test on purpose
  const drop = async () => {
    await ownerPool.end();
    await admin(async (client) => {
      const left = await connectionsLeft(client, name);
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      if (left.length > 0) throw new Error(`connections were left open: ${left.join(", ")}. End every pool and worker the test starts.`);
    });
  };
  return { url, ownerPool, drop };
}

/** Who is still connected. A backend needs a moment to go after its client has closed, so it is given one. */
async function connectionsLeft(client: pg.Client, database: string): Promise<string[]> {
  const deadline = performance.now() + 2_000;
  for (;;) {
    const { rows } = await client.query<{ who: string }>(
      // The server's own housekeeping is nobody's leak.
      "SELECT coalesce(nullif(application_name, ''), 'a connection without name') AS who FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'",
      [database],
    );
    if (rows.length === 0 || performance.now() > deadline) return rows.map(({ who }) => who);
    await client.query("SELECT pg_sleep(0.02)");
  }
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
