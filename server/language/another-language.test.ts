import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultsInMessages } from "./check-messages.mjs";

const repository = process.cwd();
/** A machine that has one folder of messages more: the console finds them from where it runs. */
let machine: string;
const messages = () => path.join(machine, "server/language/messages");
beforeAll(async () => {
  machine = await mkdtemp(path.join(os.tmpdir(), "callmissed-marathi-"));
  await cp(path.join(repository, "server/language/messages"), messages(), { recursive: true });
  await cp(path.join(messages(), "hi"), path.join(messages(), "mr"), { recursive: true });
  await change("mr/language.json", (said) => ({ ...said, name: "मराठी", locale: "mr-IN" }));
  await change("mr/frame.json", (said) => ({ ...said, signOut: "बाहेर पडा" }));
  await change("mr/refusals.json", (said) => ({ ...said, code_not_accepted: "हा कोड चालत नाही." }));
  await change("mr/mail.json", (said) => ({ ...said, greeting: "नमस्कार {name}," }));
});
afterAll(() => rm(machine, { recursive: true, force: true }));

const change = async (file: string, by: (said: Record<string, unknown>) => Record<string, unknown>) =>
  writeFile(path.join(messages(), file), JSON.stringify(by(JSON.parse(await readFile(path.join(messages(), file), "utf8")))));

async function run(...args: string[]): Promise<string> {
  const loader = path.join(repository, "node_modules/tsx/dist/loader.mjs");
  const env = { PATH: process.env.PATH, TSX_TSCONFIG_PATH: path.join(repository, "tsconfig.json") } as unknown as NodeJS.ProcessEnv;
  return (await promisify(execFile)(process.execPath, ["--import", loader, ...args], { cwd: machine, env })).stdout;
}

test("a folder of messages is a language: in the switch, on pages, in refusals, for browsers and in numbers, without a change of code", async () => {
  const script = path.join(machine, "ask.ts");
  const from = (file: string) => JSON.stringify(path.join(repository, "server", file));
  await writeFile(
    script,
    `import { languageAskedFor, languageNames, languageOr } from ${from("language/language.ts")};
import { refusalIn } from ${from("language/refusal-in.ts")};
import { formatterOf, translator } from ${from("language/translate.ts")};
import { Refusal } from ${from("lib/refusal.ts")};
console.log(JSON.stringify({
  names: languageNames().map(({ name }) => name), asked: languageAskedFor("mr-IN,mr;q=0.9,en;q=0.5"), stored: languageOr("mr"),
  page: translator("mr", "frame")("signOut"), refusal: refusalIn("mr", new Refusal("code_not_accepted")),
  day: formatterOf("mr").dateTime(new Date("2026-12-22T10:34:00Z"), { dateStyle: "long" }) }));`,
  );
  expect(JSON.parse(await run(script))).toEqual({
    names: ["English", "हिन्दी", "मराठी"],
    asked: "mr",
    stored: "mr",
    page: "बाहेर पडा",
    refusal: "हा कोड चालत नाही.",
    day: expect.stringContaining("डिसेंबर"),
  });
});

test("its mails are written, and previewed", async () => {
  const out = path.join(machine, "previews");
  await run(path.join(repository, "server/notice/preview-notices.cli.ts"), "--out", out);
  expect(await readdir(out)).toContain("deactivated.mr.txt");
  expect(await readFile(path.join(out, "deactivated.mr.txt"), "utf8")).toContain("नमस्कार Asha Menon,");
  expect(await readFile(path.join(out, "index.html"), "utf8")).toContain('lang="mr"');
});

test("it passes the gate like the others", () => {
  expect(faultsInMessages(messages())).toEqual([]);
});
