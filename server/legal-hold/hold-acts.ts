import type { RefusalCode } from "./refusals";

export const HOLD_ACTS = ["agree", "decline", "review", "ask_release", "release"] as const;
export type HoldAct = (typeof HOLD_ACTS)[number];

/** Everything a decision about an open hold looks at. */
export type HoldState = {
  placedBy: string;
  lapsesAt: Date;
  agreedAt: Date | null;
  endedBecause: "released" | "lapsed" | "declined" | null;
  /** Who asked for its release in the last 48 hours; null when nobody waits for an answer. */
  releaseAskedBy: string | null;
};

/** Why somebody cannot do this to a hold now; null when it can be done. The verb throws with it, the screen explains with it. */
export function refuseAct(hold: HoldState, act: HoldAct, actorId: string, now: Date): RefusalCode | null {
  if (hold.endedBecause) return `hold_${hold.endedBecause}`;
  if (act === "agree" || act === "decline") {
    if (hold.agreedAt) return "hold_agreed";
    if (hold.lapsesAt <= now) return "hold_lapsed";
    return actorId === hold.placedBy ? "own_hold" : null;
  }
  if (!hold.agreedAt) return "hold_not_agreed";
  if (act === "release") {
    if (!hold.releaseAskedBy) return "release_not_asked";
    return actorId === hold.releaseAskedBy ? "own_release" : null;
  }
  return hold.releaseAskedBy ? "release_asked" : null;
}
