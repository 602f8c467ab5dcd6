import { expect, test } from "vitest";
import { exportAddress, filterOf, readSearch } from "./search";

test("an address says what is searched, and what cannot be meant is left out", () => {
  expect(readSearch(new URLSearchParams("q= DR-7 &actor=owner&kind=refund.granted&from=2026-11-20&to=soon"))).toEqual({
    q: "DR-7",
    actor: "owner",
    kind: "refund.granted",
    from: "2026-11-20",
    to: "",
  });
  expect(readSearch(new URLSearchParams("actor=%27&kind=a%20b"))).toMatchObject({ actor: "", kind: "" });
});

test("days are India's, the last one to its end", () => {
  const search = { q: "", actor: "", kind: "", from: "2026-11-20", to: "2026-11-20" };
  const { from, to } = filterOf(search);
  expect([from?.toISOString(), to?.toISOString()]).toEqual(["2026-11-19T18:30:00.000Z", "2026-11-20T18:30:00.000Z"]);
  expect(exportAddress(search)).toBe("/api/audit/export?format=csv&from=2026-11-19T18%3A30%3A00.000Z&to=2026-11-20T18%3A30%3A00.000Z");
});
