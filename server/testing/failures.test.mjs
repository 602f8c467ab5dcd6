import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failuresInBrowser, failuresOfUnits } from "./failures.mjs";

// Real reports of the real runners, over three small files that are written for it.
const folder = mkdtempSync(path.join(process.cwd(), "node_modules", ".failures-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (args) =>
  promisify(execFile)(process.execPath, args, { cwd: folder, env: { ...process.env, VITEST: "", FORCE_COLOR: "1" } }).catch(
    (error) => error,
  );

describe("what failed, for the end of a run", () => {
  describe("of units", () => {
    let failures;
    beforeAll(async () => {
      const head = 'import { expect, it } from "vitest";\n';
      writeFileSync(path.join(folder, "one.test.mjs"), `${head}it("holds", () => {});\nit("counts to three", () => expect(2).toBe(3));\n`);
      writeFileSync(path.join(folder, "two.test.mjs"), `${head}throw new Error("cannot be loaded");\n`);
      writeFileSync(path.join(folder, "vitest.config.mjs"), "export default {};\n");
      const report = path.join(folder, "units.json");
      await run([path.resolve("node_modules/vitest/vitest.mjs"), "run", "--reporter=json", `--outputFile=${report}`]);
      failures = failuresOfUnits(JSON.parse(readFileSync(report, "utf8")));
    });

    it("names each failed test with the first line of why", () => {
      expect(failures).toContainEqual({
        name: expect.stringMatching(/one\.test\.mjs › counts to three$/),
        why: expect.stringContaining("expected 2 to be 3"),
      });
    });

    it("names a file that could not be run", () => {
      expect(failures).toContainEqual({ name: expect.stringMatching(/two\.test\.mjs$/), why: expect.stringContaining("cannot be loaded") });
    });

    it("names nothing that passed", () => {
      expect(failures).toHaveLength(2);
    });
  });

  it("in a browser's journeys, names those that did not end as expected, and says why without a terminal's colours", async () => {
    const spec =
      'import { expect, test } from "@playwright/test";\ntest.describe("within", () => {\n  test("holds", () => {});\n  test("is green", () => expect("red").toBe("green"));\n});\n';
    writeFileSync(path.join(folder, "three.spec.mjs"), spec);
    const args = [path.resolve("node_modules/@playwright/test/cli.js"), "test", "--reporter=json", "three"];
    const { stdout } = await run(args);
    expect(failuresInBrowser(JSON.parse(stdout))).toEqual([
      { name: "three.spec.mjs:4 › is green", why: "Error: expect(received).toBe(expected) // Object.is equality" },
    ]);
  }, 60_000);

  it("of a report that was never written, names nothing", () => {
    expect(failuresOfUnits(null)).toEqual([]);
    expect(failuresInBrowser(null)).toEqual([]);
  });
});
