"use client";
import { useState } from "react";
import type { RequestDetail } from "@/app/_trpc/answers";
import { useCommands } from "@/app/_ui/commands";
import { ROLE_WORDS } from "@/app/_words/words";
import { useMe } from "../../_frame/operator";
import { ActButton } from "./act-button";
import { ActDialog } from "./act-dialog";
import { ACTS, type ActName, actsFor, ENDED_WORDS } from "./acts";
import { MovedOn } from "./moved-on";
import { OutcomeNotice } from "./outcome-notice";
import { useActs } from "./use-acts";
import { useAssign } from "./use-assign";
import { WhyNot } from "./why-not";

type Asking = { act: ActName; version: number };

/** What can be done now, pinned below the request: allowed acts as buttons, the others with the rule that forbids them. */
export function DecisionBar({ detail, onLookAgain }: { detail: RequestDetail; onLookAgain: () => Promise<unknown> }) {
  const me = useMe();
  const acts = useActs(detail);
  const { assign, isPending: assigning } = useAssign();
  const [asking, setAsking] = useState<Asking | null>(null);
  const { id, state, version, assignee } = detail.request;
  const [seen, setSeen] = useState(version);
  if (seen !== version && acts.outcome && "done" in acts.outcome) setSeen(version);
  const offered = actsFor(detail, me.may);
  const mine = assignee?.id === me.id;
  const mayTake = me.may["request:assign"] && !(state in ENDED_WORDS);

  const start = (act: ActName): void => {
    acts.clear();
    if (ACTS[act].asks) setAsking({ act, version });
    else void acts.perform({ act } as { act: "verify" }, version);
  };
  const take = () => assign(id, !mine);
  const lookAgain = async () => {
    setAsking(null);
    acts.clear();
    await onLookAgain();
  };
  useCommands([
    ...offered.map((act) => ({
      id: act,
      title: ACTS[act].title.replace("…", ""),
      group: "This request",
      keys: ACTS[act].keys,
      because: detail.decisions[act].because,
      run: () => detail.decisions[act].allowed && start(act),
    })),
    ...(mayTake ? [{ id: "take", title: mine ? "Put it down" : "Take it", group: "This request", keys: "m", run: take }] : []),
  ]);

  return (
    <section
      aria-label="Decision"
      className="z-20 border-line border-t bg-ground px-4 py-3 sm:px-6 max-sm:[@media(min-height:700px)]:sticky max-sm:[@media(min-height:700px)]:bottom-16 sm:[@media(min-height:520px)]:sticky sm:[@media(min-height:520px)]:bottom-0"
    >
      {asking ? null : <OutcomeNotice outcome={acts.outcome} onLookAgain={lookAgain} onClose={acts.clear} />}
      {seen !== version && !acts.busy && !asking ? <MovedOn state={state} onSeen={() => setSeen(version)} /> : null}
      {ENDED_WORDS[state] ? <p className="text-soft">{ENDED_WORDS[state]}</p> : null}
      {!ENDED_WORDS[state] && offered.length === 0 ? (
        <p className="text-soft">You can read this request. {ROLE_WORDS[me.role]}s do not decide about tenants; support does.</p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {offered.map((act) => (
          <ActButton key={act} act={act} decision={detail.decisions[act]} busy={acts.busy} onStart={() => start(act)} />
        ))}
        {mayTake ? <ActButton act="take" title={mine ? "Put it down" : "Take it"} busy={assigning} onStart={take} /> : null}
      </div>
      <WhyNot acts={offered} decisions={detail.decisions} />
      {asking ? (
        <ActDialog
          key={`${asking.act}-${asking.version}`}
          detail={detail}
          act={asking.act}
          version={asking.version}
          acts={acts}
          onLookAgain={lookAgain}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </section>
  );
}
