"use client";
import { useState } from "react";
import type { OperatorDetail } from "@/app/_trpc/answers";
import { ActRow, useActCommands, WhyNot } from "../_frame/act-row";
import { useMe } from "../_frame/operator";
import { ActDialog } from "./act-dialog";

export type ActName = keyof OperatorDetail["decisions"];

const ACTS = {
  agree: { title: "Agree…", keys: "a", look: "primary", permission: "operator:agree" },
  decline: { title: "Decline…", keys: "x", look: "danger", permission: "operator:agree" },
  withdraw: { title: "Withdraw it…", keys: "w", look: "plain", permission: "operator:manage" },
  ask_role: { title: "Another role…", keys: "c", look: "plain", permission: "operator:manage" },
  end_sessions: { title: "End all sessions…", keys: "s", look: "danger", permission: "operator:manage" },
  end_access: { title: "End access…", keys: "e", look: "danger", permission: "operator:manage" },
} as const;
const NAMES = Object.keys(ACTS) as ActName[];

/** Which acts belong to where somebody stands; the others would only be noise. */
function actsNow({ operator: { state }, change, decisions }: OperatorDetail): ActName[] {
  const answers: ActName[] = !change ? [] : decisions.withdraw.allowed ? ["agree", "withdraw"] : ["agree", "decline"];
  if (state === "asked") return answers;
  if (state === "ended") return [...answers, "ask_role"];
  return state === "invited" ? [...answers, "ask_role", "end_access"] : [...answers, "ask_role", "end_sessions", "end_access"];
}

const titleOf = (act: ActName, { operator }: OperatorDetail): string =>
  act === "ask_role" && operator.state === "ended" ? "Give access again…" : ACTS[act].title;

/** What can be done about somebody, by whom, and why not. */
export function OperatorActs({ detail }: { detail: OperatorDetail }) {
  const me = useMe();
  const [asking, setAsking] = useState<ActName | null>(null);
  const offered = actsNow(detail);
  const mine = NAMES.filter((act) => offered.includes(act) && me.may[ACTS[act].permission]);
  const acts = mine.map((name) => ({ name, ...ACTS[name], ...detail.decisions[name], title: titleOf(name, detail) }));
  useActCommands({ noun: "operator", group: "Operator", acts, onStart: setAsking });
  return (
    <section aria-label="Decision" className="border-line border-t px-4 py-3 sm:px-6">
      <ActRow noun="operator" acts={acts} onStart={setAsking} />
      <WhyNot noun="operator" acts={acts} />
      {mine.length === 0 ? (
        <p className="text-soft">
          {detail.change
            ? "A second person is needed: another admin or a grievance officer."
            : "Roles, sessions and access are an admin's to change; a second person agrees to roles."}
        </p>
      ) : null}
      {asking ? <ActDialog key={asking} act={asking} detail={detail} onClose={() => setAsking(null)} /> : null}
    </section>
  );
}
