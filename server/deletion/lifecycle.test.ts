// long: every rule of the lifecycle in one list; split, each part would repeat the same facts.
import { describe, expect, test } from "vitest";
import { factsSha256 } from "@/server/approval/facts-sha256";
import { NOTHING_HELD } from "@/server/legal-hold/hold";
import { ERASE_CLASSES } from "@/server/retention/inventory";
import { type Act, type Actor, decide, type Facts, MOVES, refuseReturnInPerson, STATES } from "./lifecycle";
import type { Evidence } from "./verification";

const due = new Date("2026-12-22T10:34:00.000Z");
const at = (ms: number) => new Date(due.getTime() + ms);
const passed: Evidence = { domain: "passed", owner: "passed", account_email: "passed", organisation: "passed" };
const meera = { kind: "operator", id: "meera" } as const;
const dev = { kind: "operator", id: "dev" } as const;

const facts = (over: Partial<Facts> = {}): Facts => ({
  state: "received",
  tenantId: "tenant",
  channel: "mail",
  lodgedBy: null,
  evidence: passed,
  codeConfirmed: true,
  inPerson: false,
  verifiedAt: null,
  ownerChangedAt: null,
  verificationProposedBy: null,
  purgeDueAt: null,
  held: NOTHING_HELD,
  payingOut: null,
  paused: null,
  returnOrder: null,
  comingBack: null,
  digestTaken: true,
  comparison: "equal",
  differsIn: null,
  survivors: null,
  ...over,
});
const retained = (over: Partial<Facts> = {}) =>
  facts({
    state: "retained",
    purgeDueAt: due,
    comingBack: { evidence: passed, codeConfirmed: true, inPerson: false, proposedBy: null },
    ...over,
  });
const because = (over: Partial<Facts>, act: Act, actor: Actor = meera, now = at(-1)) => {
  const decision = decide(facts(over), act, actor, now);
  return decision.allowed ? "allowed" : decision.because;
};

describe("the window", () => {
  // proves: D6.1 D6.6
  test("reactivation is possible one millisecond before the due instant and refused on it and after it", () => {
    expect(decide(retained(), "reactivate", meera, at(-1))).toEqual({ allowed: true, to: "reactivated" });
    expect(decide(retained(), "reactivate", meera, at(0))).toEqual({ allowed: false, because: "window_closed" });
    expect(decide(retained(), "reactivate", meera, at(1))).toEqual({ allowed: false, because: "window_closed" });
  });
  // proves: D3.5
  test("a purge is refused one millisecond before the due instant and possible on it and after it", () => {
    expect(decide(retained(), "begin_purge", { kind: "system" }, at(-1))).toEqual({ allowed: false, because: "window_open" });
    expect(decide(retained(), "begin_purge", { kind: "system" }, at(0))).toEqual({ allowed: true, to: "purging" });
    expect(decide(retained(), "begin_purge", { kind: "system" }, at(1))).toEqual({ allowed: true, to: "purging" });
  });
  test("at no instant are reactivation and purge both possible", () => {
    for (const ms of [-86_400_000, -1, 0, 1, 86_400_000]) {
      const both = (["reactivate", "begin_purge"] as const).filter((act) => decide(retained(), act, meera, at(ms)).allowed);
      expect(both).toHaveLength(1);
    }
  });
  test("a refund on its way keeps the purge from beginning, and nothing else; a hold is named first", () => {
    const payingOut = { refunds: 1, amountPaise: 118_000n, since: at(-3_600_000) };
    expect(because(retained({ payingOut }), "begin_purge", meera, at(0))).toBe("payout_under_way");
    expect(because(retained({ payingOut }), "begin_purge", meera, at(-1))).toBe("window_open");
    expect(because(retained({ payingOut, held: { everything: true, classes: [], until: null } }), "begin_purge", meera, at(1))).toBe(
      "held",
    );
    expect(because(retained({ payingOut }), "reactivate", meera, at(-1))).toBe("allowed");
    expect(because(facts({ payingOut, state: "purging", survivors: 0 }), "finish_purge", meera, at(1))).toBe("allowed");
  });
  test("what a maker saw stays the same when a payout begins or ends", () => {
    const payingOut = { refunds: 1, amountPaise: 118_000n, since: at(-3_600_000) };
    expect(factsSha256(facts({ payingOut }))).toBe(factsSha256(facts()));
  });
  test("a hold stops the purge but not the clock", () => {
    const held = { everything: true, classes: [], until: null };
    expect(because(retained({ held }), "begin_purge", meera, at(1))).toBe("held");
    expect(because(retained({ held }), "reactivate", meera, at(-1))).toBe("allowed");
    expect(because(retained({ held }), "reactivate", meera, at(1))).toBe("window_closed");
  });
  test("a hold over some classes lets the purge begin on time, and never lets it be called finished", () => {
    const held = { everything: false, classes: ["conversation", "message"], until: null };
    expect(because(retained({ held }), "begin_purge", meera, at(-1))).toBe("window_open");
    expect(because(retained({ held }), "begin_purge", meera, at(0))).toBe("allowed");
    expect(because({ state: "purging", survivors: 0, held }, "finish_purge")).toBe("held");
  });
  test("holds that together cover every class keep the purge from beginning", () => {
    const held = { everything: false, classes: ERASE_CLASSES.map(({ name }) => name), until: null };
    expect(because(retained({ held }), "begin_purge", meera, at(1))).toBe("held");
  });
});

describe("verification", () => {
  test("four passed checks and a confirmed code let one agent verify", () => expect(because({}, "verify")).toBe("allowed"));
  test("without the confirmed code nobody verifies", () => expect(because({ codeConfirmed: false }, "verify")).toBe("code_not_confirmed"));
  test.each(["domain", "owner", "account_email", "organisation"] as const)("a failed %s check cannot be carried by anybody", (check) => {
    const evidence = { ...passed, [check]: "failed" as const };
    expect(because({ evidence }, "verify")).toBe("evidence_failed");
    expect(because({ evidence, verificationProposedBy: "dev" }, "verify")).toBe("evidence_failed");
  });
  test("an inconclusive check takes a second person, who is not the first", () => {
    const evidence = { ...passed, domain: "inconclusive" as const };
    expect(because({ evidence }, "verify")).toBe("second_person_needed");
    expect(because({ evidence }, "propose_verification")).toBe("allowed");
    expect(because({ evidence, verificationProposedBy: "meera" }, "verify")).toBe("maker_is_checker");
    expect(because({ evidence, verificationProposedBy: "meera" }, "verify", dev)).toBe("allowed");
  });
  test("an owner who changed less than 7 days ago takes a second person; 7 days on, one is enough", () => {
    expect(because({ ownerChangedAt: at(-7 * 86_400_000) }, "verify", meera, at(-1))).toBe("second_person_needed");
    expect(because({ ownerChangedAt: at(-7 * 86_400_000) }, "verify", meera, at(0))).toBe("allowed");
  });
  test("agents cannot verify what they lodged themselves", () => {
    const lodged = { channel: "operator" as const, lodgedBy: "meera", evidence: null };
    expect(because(lodged, "verify", meera)).toBe("own_request");
    expect(because(lodged, "verify", dev)).toBe("allowed");
  });
  test("a mail request without evidence is never verified", () => expect(because({ evidence: null }, "verify")).toBe("evidence_failed"));
  test("a request bound to no tenant is never verified", () => expect(because({ tenantId: null }, "verify")).toBe("no_tenant"));
});

describe("coming back", () => {
  test("needs the owner's wish, a confirmed code and the digest", () => {
    const why = (over: Partial<Facts>) => because({ ...retained(), ...over }, "reactivate");
    expect(why({ comingBack: null })).toBe("return_not_asked");
    expect(why({ comingBack: { evidence: passed, codeConfirmed: false, inPerson: false, proposedBy: null } })).toBe(
      "return_code_not_confirmed",
    );
    expect(why({ comingBack: { evidence: { ...passed, owner: "failed" }, codeConfirmed: true, inPerson: false, proposedBy: null } })).toBe(
      "return_evidence_failed",
    );
    expect(why({ digestTaken: false })).toBe("digest_not_taken");
  });
  test.each([
    ["missing", "return_not_compared"],
    ["running", "return_not_compared"],
    ["stale", "return_not_compared"],
    ["differs", "return_differs"],
    ["equal", "allowed"],
  ] as const)("with a comparison that is %s it is %s", (comparison, answer) =>
    expect(because({ ...retained(), comparison }, "reactivate")).toBe(answer),
  );
  test("a colleague can be asked to agree while the comparison still runs", () => {
    const unsure = {
      comingBack: { evidence: { ...passed, domain: "inconclusive" as const }, codeConfirmed: true, inPerson: false, proposedBy: null },
    };
    expect(because({ ...retained(), ...unsure, comparison: "running" }, "propose_return")).toBe("allowed");
  });
});

describe("what the grievance officer ordered", () => {
  const paused = { orderId: "pause" };
  const returnOrder = { orderId: "back", orderedBy: "farah" };
  const farah = { kind: "operator", id: "farah" } as const;
  const asha = { kind: "owner", id: "asha" } as const;
  const system = { kind: "system" } as const;
  const verified = { state: "verified", verifiedAt: at(-10), inPerson: true } as const;

  test("a pause keeps back whatever our people decide before the window, and says so", () => {
    for (const act of ["verify", "propose_verification", "reject", "withdraw"] as const)
      expect(because({ paused }, act), act).toBe("paused_by_order");
    for (const act of ["deactivate", "withdraw"] as const) expect(because({ ...verified, paused }, act), act).toBe("paused_by_order");
  });
  test("a pause keeps the owner from nothing, and the state's own sentence comes first", () => {
    for (const act of ["verify", "withdraw"] as const)
      expect(decide(facts({ paused, inPerson: true }), act, asha, at(-1)).allowed).toBe(true);
    expect(decide(facts({ ...verified, paused }), "deactivate", asha, at(-1)).allowed).toBe(true);
    expect(because({ state: "rejected", paused }, "verify")).toBe("not_from_rejected");
  });
  test("a pause neither stops the clock nor the way back", () => {
    expect(because(retained({ paused }), "reactivate")).toBe("allowed");
    expect(decide(retained({ paused }), "begin_purge", system, at(0))).toEqual({ allowed: true, to: "purging" });
    expect(decide(retained({ paused }), "begin_purge", system, at(-1))).toEqual({ allowed: false, because: "window_open" });
  });
  test("an order to let the tenant back in stands for the owner's proof, whatever of that is missing", () => {
    const proofs: Facts["comingBack"][] = [
      null,
      { evidence: null, codeConfirmed: false, inPerson: false, proposedBy: null },
      { evidence: { ...passed, owner: "failed" }, codeConfirmed: false, inPerson: false, proposedBy: null },
      { evidence: { ...passed, owner: "inconclusive" }, codeConfirmed: true, inPerson: false, proposedBy: "meera" },
    ];
    for (const comingBack of proofs) {
      expect(because(retained({ comingBack, returnOrder, ownerChangedAt: at(-5) }), "reactivate")).toBe("allowed");
      expect(because(retained({ comingBack, returnOrder, ownerChangedAt: at(-5) }), "reactivate", farah)).toBe("own_order");
      expect(decide(retained({ comingBack, returnOrder }), "reactivate", asha, at(-1)).allowed).toBe(false);
    }
  });
  test("an order to let the tenant back in moves neither window nor seal nor comparison", () => {
    const ordered = (over: Partial<Facts> = {}) => retained({ comingBack: null, returnOrder, ...over });
    expect(because(ordered(), "reactivate", meera, at(0))).toBe("window_closed");
    expect(because(ordered({ state: "purging" }), "reactivate")).toBe("not_from_purging");
    expect(because(ordered({ digestTaken: false }), "reactivate")).toBe("digest_not_taken");
    expect(because(ordered({ comparison: "differs" }), "reactivate")).toBe("return_differs");
    for (const comparison of ["missing", "running", "stale"] as const)
      expect(because(ordered({ comparison }), "reactivate")).toBe("return_not_compared");
    expect(because(ordered(), "begin_purge", meera, at(0))).toBe("allowed");
  });
  test("what a maker saw stays the same when something is ordered", () =>
    expect(factsSha256(retained({ paused, returnOrder }))).toBe(factsSha256(retained())));
});

describe("moves", () => {
  test("every act is refused from every state it does not start from, with that state's own sentence", () => {
    for (const [act, move] of Object.entries(MOVES)) {
      for (const state of STATES.filter((candidate) => !(move.from as readonly string[]).includes(candidate))) {
        expect(because({ ...retained(), state }, act as Act)).toBe(`not_from_${state}`);
      }
    }
  });
  test("purged is said only after a recount that found nothing", () => {
    expect(because({ state: "purging", survivors: null }, "finish_purge")).toBe("survivors");
    expect(because({ state: "purging", survivors: 1 }, "finish_purge")).toBe("survivors");
    expect(because({ state: "purging", survivors: 0 }, "finish_purge")).toBe("allowed");
  });
});

describe("an owner who confirmed in person", () => {
  const asha = { kind: "owner", id: "asha" } as const;
  const decided = (over: Partial<Facts>, act: Act, actor: typeof asha | typeof meera = asha) => {
    const decision = decide(facts(over), act, actor, at(-1));
    return decision.allowed ? "allowed" : decision.because;
  };
  const forged: Evidence = { ...passed, domain: "failed" };
  const unsure: Evidence = { ...passed, organisation: "inconclusive" };
  test("stands above what a letter proved or did not, leaving and coming back", () => {
    for (const evidence of [null, forged, unsure]) {
      expect(decided({ evidence, inPerson: true }, "verify")).toBe("allowed");
      expect(decided({ evidence, inPerson: true, state: "verified", verifiedAt: at(-2) }, "deactivate")).toBe("allowed");
      expect(because(retained({ comingBack: { evidence, codeConfirmed: true, inPerson: true, proposedBy: null } }), "reactivate")).toBe(
        "allowed",
      );
    }
    expect(decided({ evidence: forged }, "verify", meera)).toBe("evidence_failed");
  });
  test("decides alone only by being there: a code from a mail leaves it to staff", () => {
    expect(decided({}, "verify")).toBe("code_not_confirmed");
    expect(decided({ state: "verified" }, "deactivate")).toBe("code_not_confirmed");
    expect(decided({}, "verify", meera)).toBe("allowed");
  });
  test("still takes two of our people within 7 days of a change, and is neither of them", () => {
    const changed = { inPerson: true, ownerChangedAt: at(-3_600_000) };
    expect(decided(changed, "verify")).toBe("second_person_needed");
    expect(decided({ ...changed, verificationProposedBy: "meera" }, "verify")).toBe("maker_is_checker");
    expect(because({ ...changed, verificationProposedBy: "meera" }, "verify", dev)).toBe("allowed");
  });
  test("is not who was verified when the owner changed since", () => {
    const verified = { state: "verified", inPerson: true, verifiedAt: at(-10_000) } as const;
    expect(decided({ ...verified, ownerChangedAt: at(-5_000) }, "deactivate")).toBe("evidence_failed");
    expect(decided({ ...verified, ownerChangedAt: at(-5_000) }, "deactivate", meera)).toBe("evidence_failed");
    expect(decided({ ...verified, ownerChangedAt: at(-20_000) }, "deactivate")).toBe("allowed");
  });
  test("may ask in person although a wish without proof is written down already, and not twice", () => {
    const asked = (codeConfirmed: boolean) =>
      retained({ comingBack: { evidence: null, codeConfirmed, inPerson: false, proposedBy: null } });
    expect(refuseReturnInPerson(asked(false), at(-1))).toBeNull();
    expect(refuseReturnInPerson(asked(true), at(-1))).toBe("return_already_asked");
    expect(refuseReturnInPerson(asked(false), at(0))).toBe("window_closed");
    expect(refuseReturnInPerson(facts(), at(-1))).toBe("not_from_received");
  });
});
