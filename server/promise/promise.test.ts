import { expect, test } from "vitest";
import { promises } from "./promise";

test("every sentence of both policies is proven by tests or says why none can, and the counts are those of the sentences", () => {
  const { policies, counts } = promises();
  const said = policies.flatMap(({ sentences }) => sentences).filter(({ isHeading }) => !isHeading);
  expect(counts.sentences).toBeGreaterThan(70);
  expect(counts.proven + counts.explained).toBe(counts.sentences);
  for (const { id, provenBy, keptBy, reason, unproven } of said) {
    expect(provenBy.length > 0, id).toBe(reason === null);
    expect(keptBy.length > 0 || reason !== null, `${id} is kept by code that says so`).toBe(true);
    if (unproven !== null) expect(provenBy.length, id).toBeGreaterThan(0);
  }
  expect(counts.inPart).toBe(said.filter(({ unproven }) => unproven !== null).length);
  expect(counts.inPart).toBeLessThan(counts.proven);
  expect(counts.proven).toBe(said.filter(({ provenBy }) => provenBy.length > 0).length);
});

test("a test that proves several sentences is counted once", () => {
  const provenBy = [{ file: "a.test.ts", title: "one" }];
  const { counts } = promises({ "D3.1": { keptBy: [], provenBy }, "D3.2": { keptBy: [], provenBy } });
  expect(counts).toMatchObject({ proven: 2, tests: 1 });
});
