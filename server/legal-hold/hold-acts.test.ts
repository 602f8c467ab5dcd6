import { expect, test } from "vitest";
import { HOLD_ACTS, type HoldAct, type HoldState, refuseAct } from "./hold-acts";

const at = new Date("2026-12-01T06:00:00.000Z");
const placed: HoldState = { placedBy: "farah", lapsesAt: at, agreedAt: null, endedBecause: null, releaseAskedBy: null };
const agreed: HoldState = { ...placed, agreedAt: new Date(at.getTime() - 1) };
const asked: HoldState = { ...agreed, releaseAskedBy: "farah" };
const allowed = (hold: HoldState, actor: string, now = new Date(at.getTime() - 1)) =>
  HOLD_ACTS.filter((act) => refuseAct(hold, act, actor, now) === null);

test("at every stage exactly these acts are open, to exactly these people", () => {
  expect(allowed(placed, "farah")).toEqual([]);
  expect(allowed(placed, "meera")).toEqual(["agree", "decline"]);
  expect(allowed(placed, "meera", at)).toEqual([]);
  expect(allowed(agreed, "farah")).toEqual(["review", "ask_release"]);
  expect(allowed(asked, "farah")).toEqual([]);
  expect(allowed(asked, "meera")).toEqual(["release"]);
  for (const end of ["released", "lapsed", "declined"] as const) expect(allowed({ ...asked, endedBecause: end }, "meera")).toEqual([]);
});
test("a refusal says which rule", () => {
  const why = (hold: HoldState, act: HoldAct, actor = "meera") => refuseAct(hold, act, actor, at);
  expect(why(placed, "agree")).toBe("hold_lapsed");
  expect(why({ ...placed, lapsesAt: new Date(at.getTime() + 1) }, "decline", "farah")).toBe("own_hold");
  expect(why(agreed, "release")).toBe("release_not_asked");
  expect(why(asked, "release", "farah")).toBe("own_release");
  expect(why(asked, "review", "farah")).toBe("release_asked");
  expect(why(placed, "review", "farah")).toBe("hold_not_agreed");
});
