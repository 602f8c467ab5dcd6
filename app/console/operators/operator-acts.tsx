"use client";
import { useState } from "react";
import type { OperatorDetail } from "@/app/_trpc/answers";
import { buttonClass } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/commands";
import { cx } from "@/app/_ui/cx";
import { Kbd } from "@/app/_ui/kbd";
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

/** What can be done about somebody, by whom, and why not. */
export function OperatorActs({ detail }: { detail: OperatorDetail }) {
  const me = useMe();
  const [asking, setAsking] = useState<ActName | null>(null);
  const offered = actsNow(detail);
  const mine = offered.filter((act) => me.may[ACTS[act].permission]);
  const titleOf = (act: ActName) => (act === "ask_role" && detail.operator.state === "ended" ? "Give access again…" : ACTS[act].title);
  useCommands(
    mine.map((act) => ({
      id: `operator-${act}`,
      title: titleOf(act).replace("…", ""),
      group: "Operator",
      keys: ACTS[act].keys,
      because: detail.decisions[act].because,
      run: () => {
        if (detail.decisions[act].allowed) setAsking(act);
      },
    })),
  );
  const reasons = [...new Set(mine.map((act) => detail.decisions[act].because).filter((because) => because !== null))];
  return (
    <section aria-label="Decision" className="border-line border-t px-4 py-3 sm:px-6">
      <div className="flex flex-wrap gap-2 max-sm:flex-col">
        {NAMES.filter((act) => mine.includes(act)).map((act) => {
          const forbidden = !detail.decisions[act].allowed;
          return (
            <button
              key={act}
              type="button"
              aria-disabled={forbidden || undefined}
              aria-describedby={forbidden ? "why-not-operator" : undefined}
              onClick={() => {
                if (!forbidden) setAsking(act);
              }}
              className={cx(
                buttonClass(ACTS[act].look),
                forbidden && "cursor-not-allowed border-line bg-sunken text-faint hover:bg-sunken",
              )}
            >
              {titleOf(act)}
              <span className="hidden lg:inline">
                <Kbd keys={ACTS[act].keys} tone="inherit" />
              </span>
            </button>
          );
        })}
      </div>
      {reasons.length > 0 ? (
        <p id="why-not-operator" className="mt-2 text-pretty text-soft text-xs">
          {reasons.join(" ")}
        </p>
      ) : null}
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
