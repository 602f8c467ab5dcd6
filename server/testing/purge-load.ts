import type pg from "pg";
import { listRequests } from "@/server/deletion/queries";
import { databaseClock } from "@/server/lib/clock";
import { openDb, STATEMENT_LIMIT_MS } from "@/server/lib/db";
import { beginPurge } from "@/server/retention/begin-purge";
import type { PurgePace } from "@/server/retention/purge-pace";
import { purgeTenant } from "@/server/retention/purge-tenant";
import { given } from "./given";

/** What a console has after some years: tenants with owners, and requests in every state, most of them long over. */
export async function seedRequests(pool: pg.Pool, total: number): Promise<void> {
  await asReplica(pool, [
    `CREATE TEMP TABLE made AS SELECT n, gen_random_uuid() AS tenant, gen_random_uuid() AS owner, gen_random_uuid() AS request,
       CASE WHEN n % 20 = 0 THEN 'retained' WHEN n % 40 = 1 THEN 'received' WHEN n % 80 = 3 THEN 'verified' WHEN n % 5 = 2 THEN 'reactivated'
         WHEN n % 5 = 4 THEN 'withdrawn' ELSE 'purged' END AS state FROM generate_series(1, ${total}) n`,
    `INSERT INTO platform.tenant (id, name, name_normalised, plan, state_code, created_at)
       SELECT tenant, 'Kettle ' || n || ' Labs', 'kettle ' || n || ' labs', 'pro', '29', now() - interval '1 year' FROM made WHERE state <> 'purged'`,
    `INSERT INTO platform.team_member (tenant_id, id, email, name, role, created_at)
       SELECT tenant, owner, 'asha' || n || '@kettle.example', 'Asha Menon', 'owner', now() - interval '1 year' FROM made WHERE state <> 'purged'`,
    `INSERT INTO console.deletion_request (id, channel, state, version, tenant_id, received_at, state_changed_at, due_at)
       SELECT request, 'mail', state::console."RequestState", 3, tenant, now() - n * interval '1 minute', now() - n * interval '1 minute',
         now() + (n % 43200) * interval '1 minute' FROM made`,
    `INSERT INTO console.deactivation (id, tenant_id, request_id, deactivated_at, purge_due_at, keys_revoked, sessions_ended, digest_taken_at)
       SELECT gen_random_uuid(), r.tenant_id, r.id, r.due_at - interval '720 hours', r.due_at, 3, 1, r.due_at - interval '720 hours'
       FROM console.deletion_request r WHERE r.state = 'retained'`,
    "DROP TABLE made",
  ]);
}

/** A tenant with so many messages, whose window is over; its purge has begun. Answers with the request. */
export async function seedPurge(pool: pg.Pool, databaseUrl: string, filesDir: string, messages: number): Promise<string> {
  const build = given(pool, { filesDir });
  const tenant = await build.tenant();
  await build.oneRowInEveryTable(tenant);
  await asReplica(pool, [
    `INSERT INTO platform.message (tenant_id, id, conversation_id, direction, body_ciphertext, sent_at)
       SELECT c.tenant_id, gen_random_uuid(), c.id, 'inbound', decode(repeat(md5(n::text), 8), 'hex'), now() - n * interval '1 second'
       FROM platform.conversation c, generate_series(1, ${messages}) n WHERE c.tenant_id = '${tenant.id}'`,
  ]);
  const { request } = await build.tenantInRetention({ tenant, dueInMs: -1_000, isUndigested: true });
  await pool.query("VACUUM ANALYZE");
  const db = openDb("callmissed_purge", databaseUrl, 2);
  await beginPurge({ db, clock: databaseClock }, request.id).finally(() => db.$disconnect());
  return request.id;
}

async function asReplica(pool: pg.Pool, statements: readonly string[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SET session_replication_role = replica");
    for (const statement of statements) await client.query(statement);
  } finally {
    client.release(true);
  }
}

const NOBODY = { id: "00000000-0000-4000-8000-000000000000", byAddress: true };
const PLAIN = { state: [], mine: false, returning: false, held: false, q: "" };
const VIEWS = [
  { ...PLAIN },
  { ...PLAIN, state: ["retained" as const] },
  { ...PLAIN, due: "7d" as const },
  { ...PLAIN, state: ["purged" as const] },
  { ...PLAIN, q: "kettle 12" },
];

/** Asks for the list as so many people at once do, one page after the other, until told to stop; answers with each answer's milliseconds. */
export async function timeTheList(databaseUrl: string, people: number, goesOn: () => boolean): Promise<number[]> {
  const deps = { db: openDb("callmissed_console", databaseUrl, 10), clock: databaseClock };
  const times: number[] = [];
  const person = async (first: number) => {
    let cursor: Awaited<ReturnType<typeof listRequests>>["next"] = null;
    for (let turn = first; goesOn(); turn += 1) {
      const start = performance.now();
      const page = await listRequests(deps, VIEWS[turn % VIEWS.length] ?? PLAIN, turn % 3 ? null : cursor, NOBODY);
      times.push(performance.now() - start);
      cursor = page.next;
    }
  };
  await Promise.all(Array.from({ length: people }, (_, index) => person(index))).finally(() => deps.db.$disconnect());
  return times;
}

/** Purges at a pace; answers with the longest time that one batch took, in milliseconds. */
export async function purgeAtPace(databaseUrl: string, requestId: string, pace: PurgePace): Promise<{ end: string; longestMs: number }> {
  const db = openDb("callmissed_purge", databaseUrl, 4, STATEMENT_LIMIT_MS.job);
  let last = performance.now();
  let longestMs = 0;
  const clock: typeof databaseClock = {
    now(tx) {
      // Asked once at the start of each batch: what lies between two is a batch and its pause.
      longestMs = Math.max(longestMs, ((performance.now() - last) * pace.dutyPercent) / 100);
      last = performance.now();
      return databaseClock.now(tx);
    },
  };
  const end = await purgeTenant({ db, clock }, requestId, pace).finally(() => db.$disconnect());
  return { end, longestMs };
}
