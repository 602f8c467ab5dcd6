import type { Me, RefundDetail } from "@/app/_trpc/answers";
import type { DeclineReason } from "@/server/refund/refund";

export type ActName = keyof RefundDetail["decisions"];
export type ActCall =
  | { act: "propose" | "agree" | "refuse" | "askNow" }
  | { act: "tryAgain" }
  | { act: "decline"; because: Exclude<DeclineReason, "account_erased"> }
  | { act: "endTrouble"; because: TroubleEnd };
export type TroubleEnd = "explained_to_owner" | "owner_wants_credits" | "gateway_confirmed";

type Shown = { title: string; keys: string; look: "primary" | "plain" | "danger"; permission: keyof Me["may"] };

/** How each act is called, its letter, always the same, and whose it is. */
export const ACTS: Record<ActName, Shown> = {
  agree: { title: "Agree…", keys: "a", look: "primary", permission: "refund:agree" },
  refuse: { title: "Say no to the grant…", keys: "x", look: "danger", permission: "refund:agree" },
  propose: { title: "Propose the grant…", keys: "p", look: "primary", permission: "refund:decide" },
  tryAgain: { title: "Try again…", keys: "t", look: "primary", permission: "refund:follow_up" },
  askNow: { title: "Ask the gateway now", keys: "c", look: "plain", permission: "refund:follow_up" },
  endTrouble: { title: "Close it…", keys: "l", look: "plain", permission: "refund:follow_up" },
  edit: { title: "Change the amount…", keys: "e", look: "plain", permission: "refund:decide" },
  decline: { title: "Decline…", keys: "r", look: "danger", permission: "refund:decide" },
};

/** Alone, proposing is granting; the button says so. */
export const titleOf = (act: ActName, { bands }: RefundDetail): string =>
  act === "propose" && bands.needed === 0 ? "Grant and pay out…" : ACTS[act].title;

/** Which acts belong to where it stands; the others would only be noise. */
function actsOfStage({ refund, approval }: RefundDetail): ActName[] {
  const { state, trouble } = refund;
  if (state === "requested") return approval ? ["agree", "refuse", "edit", "decline"] : ["propose", "edit", "decline"];
  if (state === "granted") return trouble ? ["askNow", "decline"] : ["decline"];
  if (state === "submitted" || state === "pending") return ["askNow"];
  if (!trouble) return [];
  return state === "failed" ? ["tryAgain", "endTrouble"] : ["endTrouble"];
}

export const actsFor = (detail: RefundDetail, may: Me["may"]): ActName[] => actsOfStage(detail).filter((act) => may[ACTS[act].permission]);
