"use client";
import { useState } from "react";
import type { HoldDetail } from "@/app/_trpc/answers";
import { ActRow, useActCommands, WhyNot } from "../_frame/act-row";
import { useMe } from "../_frame/operator";
import { HoldDialog } from "./hold-dialog";

export type ActName = keyof HoldDetail["decisions"];

const ACTS = {
  agree: { title: "Agree…", keys: "a", look: "primary", permission: "hold:agree" },
  decline: { title: "Decline…", keys: "x", look: "danger", permission: "hold:agree" },
  review: { title: "The order stands…", keys: "c", look: "primary", permission: "hold:review" },
  ask_release: { title: "Ask for its release…", keys: "e", look: "plain", permission: "hold:ask_release" },
  release: { title: "Release…", keys: "l", look: "danger", permission: "hold:release" },
} as const;
const NAMES = Object.keys(ACTS) as ActName[];

/** Which acts belong to the stage the hold is in; the others would only be noise. */
function actsOfStage({ hold, people }: HoldDetail): ActName[] {
  if (hold.endedBecause) return [];
  if (!hold.agreedAt) return ["agree", "decline"];
  return people.releaseAskedBy ? ["release"] : ["review", "ask_release"];
}

/** What can be done to a hold, by whom it may be done, and why not. */
export function HoldActs({ detail }: { detail: HoldDetail }) {
  const me = useMe();
  const [asking, setAsking] = useState<ActName | null>(null);
  const offered = actsOfStage(detail);
  const mine = NAMES.filter((act) => offered.includes(act) && me.may[ACTS[act].permission]);
  const acts = mine.map((name) => ({ name, ...ACTS[name], ...detail.decisions[name] }));
  useActCommands({ noun: "hold", group: "Hold", acts, onStart: setAsking });
  if (offered.length === 0) return null;
  return (
    <section aria-label="Decision" className="border-line border-t px-4 py-3 sm:px-6">
      <ActRow noun="hold" acts={acts} onStart={setAsking} />
      <WhyNot noun="hold" acts={acts} />
      {mine.length === 0 ? <p className="text-soft">{needs(offered)}</p> : null}
      {asking ? <HoldDialog key={asking} act={asking} detail={detail} onClose={() => setAsking(null)} /> : null}
    </section>
  );
}

const needs = (offered: ActName[]): string =>
  offered.includes("review")
    ? "A grievance officer reviews this hold or asks for its release."
    : "A second person is needed: a grievance officer, a support lead or an admin.";
