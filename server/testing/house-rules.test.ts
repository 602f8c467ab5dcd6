import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { faultsInName, faultsInText } from "./house-rules";

const FOLDERS = ["app", "server", "prisma", "e2e"];
const OURS = /\.([cm]?[jt]sx?|css|prisma|md)$/;
const NOT_WRITTEN_BY_US = /^prisma\/generated\//;

const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
).filter((path) => OURS.test(path) && !NOT_WRITTEN_BY_US.test(path));
const sources = files.filter((path) => !path.endsWith(".md")).map((path) => ({ path, text: readFileSync(path, "utf8") }));

describe("the house", () => {
  it("is found at all", () => {
    for (const folder of ["app/", "server/deletion/", "prisma/models/"])
      expect(files.filter((path) => path.startsWith(folder))).not.toEqual([]);
  });

  it("has no file with a vague name and no unknown kind of file in a room", () => {
    expect(files.flatMap(faultsInName)).toEqual([]);
  });

  it("asks for the time and the environment in one place each, bans a word, and keeps files short", () => {
    expect(sources.flatMap(({ path, text }) => faultsInText(path, text))).toEqual([]);
  });

  it("keeps the banned word out of the data model", () => {
    const models = sources.filter(({ path }) => path.endsWith(".prisma"));
    expect(models.filter(({ text }) => /cancel/i.test(text.replaceAll(/\/\/.*/g, ""))).map(({ path }) => path)).toEqual([]);
  });
});

describe("the house rules bite", () => {
  it.each([
    "server/deletion/utils.ts",
    "server/lib/date-helpers.ts",
    "app/_ui/index.ts",
    "server/deletion/Deletion.ts",
    "server/refund/refund.model.ts",
    "server/notice/letter.html",
  ])("on the name %s", (path) => {
    expect(faultsInName(path)).toHaveLength(1);
  });

  it.each([
    ["new Date()"],
    ["new Date"],
    ["Date.now()"],
    ["process.env.PORT"],
    ["const { PORT } = process.env"],
    ["function cancelRequest() {}"],
    ["type Cancelled = 1"],
  ])("on the code %s", (code) => {
    expect(faultsInText("server/deletion/deletion.ts", code)).toHaveLength(1);
  });

  it("on text that a screen shows", () => {
    expect(faultsInText("app/page.tsx", "export const Page = () => <p>Cancel</p>;")).toHaveLength(1);
  });

  it("on a long file, unless it says why", () => {
    const long = "\n".repeat(300);
    expect(faultsInText("server/deletion/deletion.ts", long)).toHaveLength(1);
    expect(faultsInText("server/deletion/deletion.ts", `// long: one table of all the words\n${long}`)).toEqual([]);
  });

  it.each(["new Date(0)", "'cancel' + `cancel`", "// cancel\n/cancel/i", "reader.cancel()", "cancelAnimationFrame(1)", "clock.now()"])(
    "but not on %s",
    (code) => {
      expect(faultsInText("server/deletion/deletion.ts", code)).toEqual([]);
    },
  );
});
