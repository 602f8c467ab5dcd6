// The stages of `npm test`, in order. Each answers with how many checks passed and failed, and what failed by name.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { runCommand } from "../local/command.mjs";
import { ensureDatabase, startPostgres } from "../local/postgres.mjs";
import { atEnd } from "../local/shutdown.mjs";
import { findBrowser } from "./browser.mjs";
import { failuresInBrowser, failuresOfUnits } from "./failures.mjs";
import { installStandIns } from "./object-stores/stand-ins.mjs";
import { cleanEnvironment, describeForJourneys, startProduct } from "./product.mjs";

const MINUTE = 60_000;
const node = (args, options) => runCommand(process.execPath, args, options);
const oneCheck = (status) => ({ passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 });

/** All stages, as `{ name, also, title, run }`; `also` are other names one can ask for them by. */
export function stages(scratch) {
  const laboratory = lazily(() => openDatabases(scratch));
  const product = lazily(async () => startProduct({ scratch, databaseUrl: (await laboratory()).url("journeys") }));
  const browserTests =
    (...projects) =>
    async () => {
      const chromium = await findBrowser();
      return playwright(projects, scratch, describeForJourneys(await product(), chromium));
    };
  return [
    { name: "lint", also: ["biome", "static"], title: "Lint and format", run: lint },
    { name: "types", also: ["tsc", "static"], title: "Types", run: types },
    { name: "imports", also: ["house", "static"], title: "Who may import whom", run: imports },
    {
      name: "unit",
      also: ["vitest", "db"],
      title: "Decisions, use cases, house rules",
      run: async () => {
        await installStandIns();
        return vitest(scratch, await laboratory());
      },
    },
    { name: "journeys", also: ["e2e", "playwright"], title: "Journeys in a browser", run: browserTests("journeys", "beside") },
    { name: "faults", also: ["e2e", "playwright"], title: "Faults", run: browserTests("faults") },
  ];
}

async function lint() {
  return oneCheck(await node(["node_modules/@biomejs/biome/bin/biome", "check", "--diagnostic-level=error", "."]));
}

/** Route types come first: without them the compiler judges pages by those of an earlier build. */
async function types() {
  const generated = await node(["node_modules/next/dist/bin/next", "typegen"], { quiet: true, env: { NEXT_TELEMETRY_DISABLED: "1" } });
  return oneCheck(generated || (await node(["node_modules/typescript/bin/tsc", "--noEmit"])));
}

async function imports() {
  return oneCheck(await node(["server/testing/imports.mjs"]));
}

/** One throw-away server for everything; the databases on it are of different kinds. */
async function openDatabases(scratch) {
  const server = await startPostgres({ folder: path.join(scratch, "pg"), fast: true });
  atEnd(() => server.stop());
  await ensureDatabase(server, "journeys");
  return server;
}

async function vitest(scratch, server) {
  const report = path.join(scratch, "vitest.json");
  const args = ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const env = { TEST_PG: server.url("").replace(/\/$/, ""), DATABASE_URL: "", CI: "true" };
  const status = await node(args, { env, timeout: 20 * MINUTE });
  const read = readReport(report);
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = read ?? {};
  // A file that cannot be loaded, or an error between tests, fails the run without failing any test.
  return { passed, failed: failed === 0 && status !== 0 ? 1 : failed, failures: failuresOfUnits(read) };
}

async function playwright(projects, scratch, places) {
  const report = path.join(scratch, `${projects[0]}.json`);
  const args = [
    "node_modules/@playwright/test/cli.js",
    "test",
    ...projects.map((project) => `--project=${project}`),
    `--output=test-results/${projects[0]}`,
    "--reporter=list,json",
  ];
  const env = { ...cleanEnvironment(), ...places, PLAYWRIGHT_JSON_OUTPUT_FILE: report, PLAYWRIGHT_JSON_OUTPUT_NAME: report, CI: "true" };
  const status = await node(args, { env, timeout: 30 * MINUTE });
  const read = readReport(report);
  const { expected: passed = 0, unexpected = 0, flaky = 0 } = read?.stats ?? {};
  const failed = unexpected + flaky;
  return { passed, failed: failed === 0 && status !== 0 ? 1 : failed, failures: failuresInBrowser(read) };
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

/** Does the work when it is first asked for, and keeps the answer, be it a failure. */
function lazily(work) {
  let answer;
  return () => {
    answer ??= work();
    return answer;
  };
}
