// `npm start`: from a fresh clone to a running console with everything around it, and an orderly end.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bootstrap, build, root } from "./bootstrap.mjs";
import { atEnd, end, launch } from "./shutdown.mjs";
import { Trouble } from "./trouble.mjs";

await launch(async () => {
  const dataFolder = path.resolve(root, process.env.CALLMISSED_DATA_DIR ?? ".data");
  await bootstrap();
  // Everything below needs what the bootstrap has installed.
  const { beginRun } = await import("./run-record.mjs");
  const { introducePlatform, introducePurchases, openDatabase, seedIfEmpty } = await import("./database.mjs");
  const { checkDemandedPorts, chooseSettings } = await import("./settings.mjs");
  const { createSupervisor } = await import("./supervisor.mjs");
  const { announce } = await import("./announce.mjs");
  const { becomesTrue } = await import("./processes.mjs");

  openFolder(dataFolder);
  if (await takeOver(dataFolder)) return end(0);
  await checkDemandedPorts();
  // Registered first, so it is said last, when everything is closed.
  atEnd(() => console.log("\n  Stopped."));
  const run = beginRun(dataFolder);
  atEnd(() => run.erase());
  const log = (line) => console.log(`  ${line}`);

  const database = await openDatabase(dataFolder, log);
  const forTools = (await chooseSettings(dataFolder, database.url)).env;
  await seedIfEmpty(database, forTools, log);
  await build(forTools);

  // Chosen anew: a port that was free before a minute of building may have been taken since.
  const { env, street, addresses } = await chooseSettings(dataFolder, database.url);

  await introducePlatform(env, addresses.platform, dataFolder);

  const logFolder = path.join(dataFolder, "log");
  const parts = createSupervisor({ root, logFolder, changed: (processes) => run.update({ processes }) });
  const stage = parts.start("street", ["server/local/street.mjs"], { CALLMISSED_STREET: JSON.stringify(street) });
  await new Promise((resolve) => stage.once("message", resolve));
  await introducePurchases(env, addresses);
  parts.start("console", ["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", String(addresses.ports.console)], env);
  parts.start("worker", ["--import", "tsx", "server/worker/main.ts"], env);
  parts.start("mail listener", ["--import", "tsx", "server/inbound-mail/main.ts"], env);

  const up = await becomesTrue(
    async () => (await answers(addresses.ports.console)) && (await listens(addresses.ports.mailIn)),
    90_000,
    150,
  );
  if (!up)
    throw new Trouble("The console or the mail listener did not answer within a minute and a half.", `Their words are in ${logFolder}.`);
  run.update({ ...addresses, ready: true });
  announce(addresses, logFolder);
  process.send?.({ ...addresses, databaseUrl: database.url, dataFolder });
});

/** Makes the data folder and tries whether it can be written. */
function openFolder(folder) {
  const probe = path.join(folder, `.probe-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 }); // PostgreSQL may have to pass as another account
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new Trouble(
      `The folder ${folder} cannot be made or written (${error.code}).`,
      "Check its owner, the rights and the disk, or set CALLMISSED_DATA_DIR to another folder.",
    );
  }
}

/** Looks at the run that used this folder before. Answers true when it is healthy, so that there is nothing to do. */
async function takeOver(dataFolder) {
  const { endLeftovers, isAlive, readRun } = await import("./run-record.mjs");
  const previous = readRun(dataFolder);
  if (!previous) return false;
  if (!isAlive(previous)) {
    const ended = await endLeftovers(previous);
    if (ended.length > 0) console.log(`  An earlier run was killed; ended what it left behind: ${ended.join(", ")}.`);
    return false;
  }
  const { pid } = previous.launcher;
  if (!previous.ready) throw new Trouble(`Another \`npm start\` (process ${pid}) is just starting here.`, "Wait for it, or stop it first.");
  if (!(await answers(previous.ports.console))) {
    throw new Trouble(
      `The console is running here (process ${pid}) but does not answer at ${previous.origin}.`,
      `Stop it (kill ${pid}) and start again.`,
    );
  }
  console.log(`\n  The console is already running: ${previous.origin}\n  Stop it with Ctrl-C in its terminal, or with: kill ${pid}\n`);
  return true;
}

async function answers(port) {
  try {
    const response = await fetch(`http://localhost:${port}/api/health`, { redirect: "manual", signal: AbortSignal.timeout(5_000) });
    return response.status < 500;
  } catch {
    return false;
  }
}

async function listens(port) {
  const { connect } = await import("node:net");
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
