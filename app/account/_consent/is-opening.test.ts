import { describe, expect, test } from "vitest";
import { isOpening } from "./is-opening";

describe("a page is opened", () => {
  const page = { "x-path": "/account/export" };
  const [here, elsewhere] = ["http://localhost/account/export?lang=hi", "http://localhost/account"];
  test.each([
    ["by its address", { accept: "text/html,*/*" }, true],
    ["loaded again by hand", { accept: "text/html,*/*", referer: here }, true],
    ["by a link on another page", { accept: "*/*", referer: elsewhere }, true],
    ["by a link, where the browser tells nobody where it was", { accept: "*/*" }, true],
    ["not when it keeps itself fresh", { accept: "*/*", referer: here }, false],
    ["not when it is shown again after an act", { accept: "text/x-component", referer: here, "next-action": "1" }, false],
    ["nor after an act without a script", { accept: "text/html", referer: here, "content-type": "multipart/form-data; boundary=x" }, false],
  ])("%s", (_name, sent, opened) => expect(isOpening(new Headers({ ...page, ...(sent as Record<string, string>) }))).toBe(opened));
});
