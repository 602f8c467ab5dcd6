import { execFile, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PREVIEWS } from "./preview-words";

const CLI = ["--import", "tsx", "server/notice/preview-notices.cli.ts"];
/** As on a machine where nothing is set up. */
const env = { PATH: process.env.PATH, NODE_ENV: "production" } as NodeJS.ProcessEnv;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "callmissed-preview-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("writes every kind in both languages as HTML and text with a page around them, without any setting", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [...CLI, "--out", folder], { env });
  expect(stdout.trim()).toBe(path.join(folder, "index.html"));
  const expected = PREVIEWS.flatMap(({ name }) =>
    ["en", "hi"].flatMap((language) => [`${name}.${language}.html`, `${name}.${language}.txt`]),
  );
  expect((await readdir(folder)).toSorted()).toEqual([...expected, "index.html"].toSorted());
  const index = await readFile(path.join(folder, "index.html"), "utf8");
  for (const { name } of PREVIEWS) expect(index).toContain(`id="${name}"`);
});

test("serves them on this machine only, and nothing else", async () => {
  const child = spawn(process.execPath, [...CLI, "--out", folder, "--serve"], { env, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const origin = await new Promise<string>((resolve) => {
      let said = "";
      child.stdout.on("data", (chunk) => {
        said += chunk;
        const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
        if (address) resolve(address[0]);
      });
    });
    expect((await fetch(`${origin}/`)).status).toBe(200);
    expect(await (await fetch(`${origin}/purged.hi.txt`)).text()).toContain("Subject:");
    for (const name of ["..%2fpackage.json", "unknown.html", "%2e%2e/%2e%2e/etc/passwd", "index.htmlx"])
      expect((await fetch(`${origin}/${name}`)).status).toBe(404);
  } finally {
    child.kill("SIGTERM");
    expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(0);
  }
});

test("says how it is used when it is asked something else", async () => {
  await expect(promisify(execFile)(process.execPath, [...CLI, "--serv"], { env })).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining("usage:"),
  });
});
