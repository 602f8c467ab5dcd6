import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import pg from "pg";
import { type LocalPostgres, startPostgres } from "@/server/testing/outside.mjs";
import { gatewayWish, isRunning, killPostgres, OwnGateways } from "../fixtures/own-gateways";
import { OwnProduct, until } from "../fixtures/own-product";
import { OwnWorkers } from "../fixtures/own-workers";
import { refundsBroken } from "../fixtures/refund-invariants";
import { RefundStream } from "../fixtures/refund-stream";

/** Kills of the very worker that asked, after a gateway accepted its refund and before our database knows of that. */
const LEAST_BETWEEN = 50;
/** Of these, at least so many before it was answered, and so many after the answer was sent. */
const LEAST_OF_EACH = 10;
/** Every so many-th round takes the database, every so many-th both gateways; all others take workers. */
const POSTGRES_EVERY = 9;
const GATEWAYS_EVERY = 5;
const MOST_ROUNDS = 150;
const WORKERS = 4;
/** How many refunds are granted before each round; several are on their way at once. */
const GRANTED_PER_ROUND = 4;
/** Longer than any answer is kept back on purpose: who is asked for longer was not heard of for another reason. */
const TIMEOUT_MS = 4_000;

/**
 * Workers, both payment gateways and the database itself, killed while refunds are paid out. The gateways accept a refund and
 * keep their answer back until they are told, so that a kill falls exactly between their yes and our commit; they forget
 * idempotency keys, so that whoever asks for the same payment twice pays twice. Webhooks go to a console that is never killed.
 */
test.describe("refunds, with everything killed with -9 between a gateway's yes and our commit", () => {
  let folder: string;
  let server: LocalPostgres;
  let own: OwnProduct;
  let gateways: OwnGateways;
  let workers: OwnWorkers;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    folder = await mkdtemp(path.join(tmpdir(), "callmissed-refunds-"));
    // Not `fast`: what was committed must be there after a kill, or the test would prove nothing.
    server = await startPostgres({ folder: path.join(folder, "pg") });
    const client = new pg.Client({ connectionString: server.url("postgres") });
    await client.connect();
    await client.query("CREATE DATABASE callmissed").finally(() => client.end());
    const { env, ...wish } = await gatewayWish(TIMEOUT_MS);
    own = await OwnProduct.on(server.url("callmissed"), env);
    gateways = new OwnGateways(own, wish, path.join(folder, "gateways"));
    workers = new OwnWorkers(own, (name) => gateways.as(name));
    await Promise.all([gateways.start(), own.startWeb(), ...Array.from({ length: WORKERS }, () => workers.start())]);
  });
  test.afterAll(async () => {
    workers?.end();
    await own?.end();
    await server?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  test("each granted refund is paid once at the most, and the ledger, the notes and the gateways agree to the paisa", async () => {
    test.setTimeout(600_000);
    const stream = new RefundStream(own, gateways);
    const between = { unanswered: 0, answered: 0, database: 0, gateways: 0 };
    await stream.unsettle();
    for (let round = 1; between.unanswered + between.answered < LEAST_BETWEEN; round += 1) {
      expect(round, "rounds").toBeLessThan(MOST_ROUNDS);
      await Promise.all([stream.grant(GRANTED_PER_ROUND), stream.settleSome(3), ...(round % 3 === 0 ? [stream.turnOne()] : [])]);
      const held = await stream.nextHeld((by) => workers.isAlive(by));
      if (round % POSTGRES_EVERY === 0) {
        between.database += await stream.countSubmitted(held);
        killPostgres(server.pid);
        await until(async () => !isRunning(server.pid), 10_000, "the database is dead");
        server = await startPostgres({ folder: path.join(folder, "pg"), port: server.port });
        for (const answer of held) await stream.release(answer);
      } else if (round % GATEWAYS_EVERY === 0) {
        between.gateways += await stream.countSubmitted(held);
        await gateways.kill();
        await gateways.start();
        await stream.unsettle();
      } else {
        await Promise.all(
          [...new Set(held.map(({ by }) => by ?? ""))].map(async (by) => {
            const answers = held.filter((answer) => answer.by === by);
            const isAnswered = randomInt(2) === 0;
            // At random around the answer: some die while they wait for it, others while they write it down.
            if (isAnswered) for (const answer of answers) await stream.release(answer);
            await pause(randomInt(isAnswered ? 12 : 60));
            await workers.kill(by);
            // Whoever is dead writes nothing down any more: what is submitted now was so when it was killed.
            if ((await stream.countSubmitted(answers)) > 0) between[isAnswered ? "answered" : "unanswered"] += 1;
          }),
        );
      }
      expect([...(await refundsBroken(own.pool)), ...(await stream.paidTwice())], `in round ${round}`).toEqual([]);
    }
    await stream.settleEverything();
    expect(await refundsBroken(own.pool)).toEqual([]);
    await stream.expectSameAtBoth();
    expect(between.unanswered, "kills before the answer").toBeGreaterThanOrEqual(LEAST_OF_EACH);
    expect(between.answered, "kills between answer and commit").toBeGreaterThanOrEqual(LEAST_OF_EACH);
    expect(Math.min(between.database, between.gateways), "refunds between when the others were killed").toBeGreaterThan(0);
    expect(stream.turned.size, "late truths").toBeGreaterThan(0);
    test.info().annotations.push({
      type: "measured",
      description: `${stream.granted.length} refunds, ${workers.killed} workers killed, ${JSON.stringify(between)} between, ${stream.turned.size} turned`,
    });
  });
});
