import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkImports } from "./imports.mjs";

let tree;
const home = process.cwd();

beforeEach(() => {
  tree = mkdtempSync(path.join(tmpdir(), "imports-"));
  process.chdir(tree); // dependency-cruiser resolves from where it stands
});
afterEach(() => {
  process.chdir(home);
  rmSync(tree, { recursive: true });
});

/** Writes files given as path → text and answers with the names of the rules they break. */
async function rulesBrokenBy(files) {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), text);
  }
  const { violations } = await checkImports(tree);
  return [...new Set(violations.map(({ rule }) => rule))].sort();
}

const value = "export const value = 1;\n";
const importing = (target) => `import { value } from "${target}";\nexport const copy: number = value;\n`;

describe("a planted violation is found:", () => {
  it.each([
    [
      "a screen that calls a verb",
      "screens-take-types-and-the-caller",
      { "app/page.tsx": importing("@/server/deletion/reject-request"), "server/deletion/reject-request.ts": value },
    ],
    [
      "a screen that queries",
      "screens-never-query",
      { "app/page.tsx": `import type { value } from "@/server/lib/db";\nexport type X = typeof value;\n`, "server/lib/db.ts": value },
    ],
    [
      "a route that calls a verb",
      "routes-call-one-entry-function",
      { "app/api/x/route.ts": importing("@/server/deletion/reject-request"), "server/deletion/reject-request.ts": value },
    ],
    [
      "a room that uses another's queries",
      "rooms-keep-their-doors",
      { "server/notice/write-notice.ts": importing("../deletion/queries"), "server/deletion/queries.ts": value },
    ],
    [
      "a router that reaches into another room",
      "transport-only-transports",
      { "server/notice/router.ts": importing("../deletion/reject-request"), "server/deletion/reject-request.ts": value },
    ],
    [
      "a job that queries",
      "transport-has-no-database",
      { "server/notice/send-notice.job.ts": importing("@/server/lib/db"), "server/lib/db.ts": value },
    ],
    [
      "a noun that reads files",
      "nouns-decide-without-touching",
      { "server/notice/notice.ts": `import { readFileSync } from "node:fs";\nexport const read: unknown = readFileSync;\n` },
    ],
    [
      "a noun that queries",
      "nouns-decide-without-touching",
      { "server/notice/notice.ts": importing("@/server/lib/db"), "server/lib/db.ts": value },
    ],
    [
      "a policy that depends on something",
      "policy-imports-nothing",
      { "server/policy/retention.ts": importing("../lib/money"), "server/lib/money.ts": value },
    ],
    [
      "a library that knows the business",
      "lib-knows-no-noun",
      { "server/lib/money.ts": importing("../refund/refund"), "server/refund/refund.ts": value },
    ],
    [
      "production that uses the stand-ins",
      "production-stands-alone",
      { "server/notice/notice.ts": importing("../local/people"), "server/local/people.ts": value },
    ],
    [
      "a circle",
      "no-cycles",
      {
        "server/notice/a.ts": `import { b } from "./b";\nexport const a = () => b;\n`,
        "server/notice/b.ts": `import { a } from "./a";\nexport const b = () => a;\n`,
      },
    ],
    ["an import that leads nowhere", "everything-resolves", { "server/notice/notice.ts": importing("./nothing-here") }],
    [
      "a journey that looks inside",
      "black-box-tests",
      { "e2e/journeys/x.spec.ts": importing("../../server/notice/notice"), "server/notice/notice.ts": value },
    ],
  ])("%s", async (_what, rule, files) => {
    expect(await rulesBrokenBy(files)).toContain(rule);
  });
});

describe("what is allowed passes:", () => {
  it("types for screens, an entry function for a route, own verbs for a router, the database for a verb", async () => {
    const files = {
      "app/page.tsx": `import type { value } from "@/server/deletion/lifecycle";\nexport type X = typeof value;\n`,
      "app/api/x/route.ts": importing("@/server/deletion/handle-x"),
      "server/deletion/handle-x.ts": value,
      "server/deletion/lifecycle.ts": value,
      "server/deletion/router.ts": importing("./reject-request"),
      "server/deletion/reject-request.ts": importing("@/server/lib/db"),
      "server/lib/db.ts": value,
    };
    expect(await rulesBrokenBy(files)).toEqual([]);
  });
});

it("notices when there is nothing to read", async () => {
  mkdirSync(path.join(tree, "server"));
  expect(await checkImports(tree)).toMatchObject({ files: 0, typeImports: 0, aliased: 0 });
});
