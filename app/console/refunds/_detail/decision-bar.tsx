"use client";
import { useState } from "react";
import type { RefundDetail } from "@/app/_trpc/answers";
import { ActButton, useActCommands } from "../../_frame/act-row";
import { useMe } from "../../_frame/operator";
import { OutcomeNotice } from "../../requests/_detail/outcome-notice";
import { RefundDialog } from "../_ask/refund-dialog";
import { ActDialog } from "./act-dialog";
import { ACTS, type ActName, actsFor, titleOf } from "./acts";
import { Stands } from "./stands";
import { useActs } from "./use-acts";

type Props = { detail: RefundDetail; onLookAgain: () => Promise<unknown> };

/** What can be done now, pinned below the refund: allowed acts as buttons, the others with the rule that forbids them. */
export function DecisionBar({ detail, onLookAgain }: Props) {
  const me = useMe();
  const acts = useActs(detail);
  // What the person was looking at when the question was opened is what they answer.
  const [asking, setAsking] = useState<{ act: ActName; seen: RefundDetail } | null>(null);
  const offered = actsFor(detail, me.may);
  const shown = offered.map((name) => ({ name, ...ACTS[name], ...detail.decisions[name], title: titleOf(name, detail) }));
  const start = (act: ActName): void => {
    if (acts.busy) return;
    acts.clear();
    if (act === "askNow") void acts.perform({ act }, detail);
    else setAsking({ act, seen: detail });
  };
  useActCommands({ noun: "refund", group: "This refund", acts: shown, onStart: start });
  const lookAgain = async () => {
    setAsking(null);
    acts.clear();
    await onLookAgain();
  };
  return (
    <section
      aria-label="Decision"
      className="z-20 border-line border-t bg-ground px-4 py-3 sm:px-6 max-sm:[@media(min-height:700px)]:sticky max-sm:[@media(min-height:700px)]:bottom-16 sm:[@media(min-height:520px)]:sticky sm:[@media(min-height:520px)]:bottom-0"
    >
      {asking ? null : <OutcomeNotice outcome={acts.outcome} onLookAgain={lookAgain} onClose={acts.clear} />}
      {offered.length === 0 ? <Stands detail={detail} /> : null}
      <div className="flex flex-wrap gap-2">
        {shown.map((act) => (
          <ActButton key={act.name} act={act} why={`why-${act.code}`} isBusy={acts.busy} onStart={() => start(act.name)} />
        ))}
      </div>
      <WhyNot acts={offered} detail={detail} />
      {asking?.act === "edit" ? (
        <RefundDialog
          tenantId={asking.seen.refund.tenantId}
          change={asking.seen}
          onClose={() => setAsking(null)}
          onDone={(done) => {
            setAsking(null);
            void acts.say(done);
          }}
        />
      ) : asking ? (
        <ActDialog
          key={asking.act}
          act={asking.act}
          seen={asking.seen}
          acts={acts}
          onLookAgain={lookAgain}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </section>
  );
}

/** The rule behind every act that is not possible, each said once. */
function WhyNot({ acts, detail }: { acts: ActName[]; detail: RefundDetail }) {
  const forbidden = acts.filter((act) => !detail.decisions[act].allowed);
  const codes = [...new Set(forbidden.map((act) => detail.decisions[act].code))];
  if (codes.length === 0) return null;
  return (
    <ul className="mt-2 text-soft text-xs">
      {codes.map((code) => {
        const of = forbidden.filter((act) => detail.decisions[act].code === code);
        return (
          <li key={code} id={`why-${code}`} className="text-pretty">
            <span className="text-ink">{of.map((act) => titleOf(act, detail).replace("…", "")).join(", ")}:</span>{" "}
            {detail.decisions[of[0] as ActName].because}
          </li>
        );
      })}
    </ul>
  );
}
