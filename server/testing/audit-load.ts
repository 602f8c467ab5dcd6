import pg from "pg";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { assignRequest } from "@/server/deletion/assign-request";
import { databaseClock } from "@/server/lib/clock";
import { openDb } from "@/server/lib/db";
import { OPERATORS } from "./cast";
import { seedRequests } from "./purge-load";

const MEERA = { kind: "operator", id: OPERATORS.meera.id } as const;

/** What is timed: a small verb of the console as people use it; a transaction of the application with nothing but its event; and the bare statement. */
export type AuditWork = "verb" | "event" | "statement";

/** Writers on a database of requests, which work as fast as they can; and the switch of the chain. */
export async function openAuditLoad(url: string, most: number) {
  const owner = new pg.Pool({ connectionString: url, max: 2 });
  const db = openDb("callmissed_console", url, most);
  const bare = new pg.Pool({ connectionString: url, max: most, options: "-c role=callmissed_console" });
  for (const pool of [owner, bare]) pool.on("error", () => {}); // a failed measurement stops the server under them
  await seedRequests(owner, 5_000);
  const { rows: requests } = await owner.query<{ id: string }>(
    "SELECT id FROM console.deletion_request WHERE state = 'retained' ORDER BY id",
  );
  const write = async (work: AuditWork, turn: number) => {
    const id = requests[turn % requests.length]?.id ?? "";
    if (work === "verb") return assignRequest({ db, clock: databaseClock }, MEERA, id, true);
    if (work === "event")
      return db.$transaction((tx) => recordAuditEvent(tx, "request.assigned", MEERA, { requestId: id }, { assigneeId: MEERA.id }));
    await bare.query(
      "INSERT INTO console.audit_event (type, actor_kind, actor_id, request_id, payload) VALUES ('request.assigned', 'operator', $1, $2, $3)",
      [MEERA.id, id, { assigneeId: MEERA.id }],
    );
  };
  let turn = 0;
  return {
    /** How many so many writers wrote within the time, altogether and a second. */
    async run(work: AuditWork, writers: number, ms: number): Promise<{ done: number; rate: number }> {
      const began = performance.now();
      let done = 0;
      const writer = async () => {
        while (performance.now() - began < ms) {
          turn += 1;
          await write(work, turn);
          done += 1;
        }
      };
      await Promise.all(Array.from({ length: writers }, writer));
      return { done, rate: (done * 1_000) / (performance.now() - began) };
    },
    async chained(isOn: boolean): Promise<void> {
      await owner.query(`ALTER TABLE console.audit_event ${isOn ? "ENABLE" : "DISABLE"} TRIGGER link_event`);
    },
    async end(): Promise<void> {
      await Promise.all([db.$disconnect(), bare.end(), owner.end()]);
    },
  };
}
