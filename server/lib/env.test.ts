import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

/** A process that does what the console and its worker do first. */
const start = (days: string) =>
  promisify(execFile)(process.execPath, ["--import", "tsx", "-e", 'import("./server/lib/env.ts").then(({ env }) => env())'], {
    env: { ...process.env, GRIEVANCE_DAYS: days },
  }).then(
    () => "started",
    ({ stderr }: { stderr: string }) => stderr,
  );

test("no process starts with a longer period for answers than the law allows (G2)", async () => {
  expect(await start("90")).toBe("started");
  expect(await start("91")).toContain("GRIEVANCE_DAYS: at most 90");
}, 60_000);
