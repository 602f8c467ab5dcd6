import { randomInt } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { auditVerdict } from "@/server/testing/audit-verdict";
import { type LocalPostgres, startPostgres } from "@/server/testing/outside.mjs";
import { isRunning, killPostgres } from "../fixtures/own-gateways";
import { kill, OwnProduct, until } from "../fixtures/own-product";

const WRITE = "server/testing/write-audit.cli.ts";
const WRITERS = 3;
const WRITERS_KILLED = 6;
const CHECKPOINTS_KILLED = 6;

test.describe("the audit trail, with kill -9 in the middle", () => {
  let folder: string;
  let store: string;
  let server: LocalPostgres;
  let own: OwnProduct;

  test.beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "callmissed-trail-"));
    store = path.join(folder, "audit");
    await mkdir(store);
    // Not `fast`: what was committed must be there after a kill.
    server = await startPostgres({ folder: path.join(folder, "pg") });
    own = await OwnProduct.on(server.url("console"), { AUDIT_STORE: store });
  });
  test.afterAll(async () => {
    await own?.end();
    await server?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const written = async (): Promise<number> =>
    (await own.pool.query<{ n: number }>("SELECT count(*)::int AS n FROM console.audit_event")).rows[0]?.n ?? 0;

  const signed = async (): Promise<number> =>
    (await readdir(path.join(store, "checkpoints")).catch(() => [])).filter((name) => name.endsWith(".txt")).length;

  test("writers and the database killed while others write: one chain, whole transactions, nothing that was written without its link", async () => {
    test.setTimeout(120_000);
    const writers = await Promise.all(Array.from({ length: WRITERS }, () => own.run(WRITE, [])));
    for (let round = 0; round < WRITERS_KILLED; round += 1) {
      const seen = await written();
      await until(async () => (await written()) > seen + 30, 30_000, "the others write");
      await pause(randomInt(60));
      const victim = writers.shift();
      if (victim) await kill(victim);
      expect((await auditVerdict(own.databaseUrl, store)).faults).toEqual([]);
      if (round < WRITERS_KILLED - WRITERS) writers.push(await own.run(WRITE, []));
      if (round !== WRITERS) continue;
      killPostgres(server.pid);
      await until(async () => !isRunning(server.pid), 10_000, "the database is dead");
      await Promise.all(writers.splice(0).map((writer) => kill(writer)));
      server = await startPostgres({ folder: path.join(folder, "pg"), port: server.port });
      expect((await auditVerdict(own.databaseUrl, store)).faults).toEqual([]);
      writers.push(await own.run(WRITE, []), await own.run(WRITE, []));
    }
    await Promise.all(writers.map((writer) => kill(writer)));
    await own.pool.query("SELECT console.link_waiting()");
    const verdict = await auditVerdict(own.databaseUrl, store);
    expect(verdict).toMatchObject({ faults: [], events: await written() });
    expect(verdict.events % 3, "three lines to a transaction").toBe(0);
  });

  test("whoever signs checkpoints is killed again and again: the last one is always whole, and the next run goes on from it", async () => {
    test.setTimeout(120_000);
    const beside = await own.run(WRITE, []);
    let newest = 0;
    for (let round = 0; round < CHECKPOINTS_KILLED; round += 1) {
      const signer = await own.run(WRITE, ["checkpoint"]);
      await until(async () => (await signed()) > newest, 30_000, "a new checkpoint");
      await pause(randomInt(150));
      await kill(signer);
      const verdict = await auditVerdict(own.databaseUrl, store);
      expect(verdict.faults).toEqual([]);
      expect(verdict.newest?.number).toBe(verdict.checkpoints);
      newest = verdict.checkpoints;
    }
    await kill(beside);
    const last = await own.command("server/audit/checkpoint-audit.cli.ts").ended;
    expect(last, last.said).toMatchObject({ status: 0 });
    expect(last.said).toContain(`Checkpoint ${newest + 1} signs link `);
    const { status, said } = await own.command("server/audit/verify-trail.cli.ts").ended;
    expect({ status, said }).toEqual({ status: 0, said: expect.stringContaining("SOUND.") });
  });
});
