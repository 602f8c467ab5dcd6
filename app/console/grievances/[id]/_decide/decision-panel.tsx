"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type AnswerForm, type ApiError, type GrievanceDetail, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { buttonClass } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { useCommands } from "@/app/_ui/commands";
import { cx } from "@/app/_ui/cx";
import { Kbd } from "@/app/_ui/kbd";
import { Skeleton } from "@/app/_ui/skeleton";
import { Time } from "@/app/_ui/time";
import { Trouble } from "@/app/_ui/trouble";
import { QueryTrouble } from "../../../_frame/query-trouble";
import { AnswerDialog } from "./answer-dialog";
import { CLOSE_WORDS, languageWords, OUTCOME_WORDS } from "./answer-words";
import { AskedDialog } from "./asked-dialog";
import { CloseDialog } from "./close-dialog";
import { CorrectDialog } from "./correct-dialog";
import { RouteDialog } from "./route-dialog";
import { SentMails } from "./sent-mails";
import { useAnswered } from "./use-answered";

type Act = "decide" | "write" | "correct" | "asked" | "end_consent" | "route" | "close";
const ACTS: Record<Act, { title: string; keys?: string; look: "primary" | "plain" }> = {
  decide: { title: "Decide…", keys: "d", look: "primary" },
  correct: { title: "Correct the profile…", look: "plain" },
  asked: { title: "Write down what was asked…", look: "plain" },
  end_consent: { title: "End the consent", look: "plain" },
  route: { title: "Route to the tenant…", look: "plain" },
  write: { title: "Write to the person…", keys: "w", look: "plain" },
  close: { title: "Close…", keys: "x", look: "plain" },
};
const NAMES = Object.keys(ACTS) as Act[];

/** Where the desk answers the person: the decision, messages to the person, and what follows from them. */
export function DecisionPanel({ detail }: { detail: GrievanceDetail }) {
  const trpc = useTRPC();
  const grievanceId = detail.case.id;
  const form = useQuery(trpc.answer.form.queryOptions({ grievanceId }));
  return (
    <section aria-label="Answer" className="border-line border-t px-4 py-4 sm:px-6">
      <h2 className="font-medium">Answer</h2>
      <Decided detail={detail} />
      <SentMails grievanceId={grievanceId} now={detail.now} />
      {form.data ? <Acts detail={detail} form={form.data} /> : null}
      {form.isPending ? <Skeleton className="mt-3 h-9 w-64" /> : null}
      <QueryTrouble query={form} className="mt-3" />
    </section>
  );
}

/** How it was decided or closed, where it was. */
function Decided({ detail }: { detail: GrievanceDetail }) {
  const { state, outcome, decidedAt, closedAt, closedBecause } = detail.case;
  const reason =
    closedBecause && (CLOSE_WORDS[closedBecause as keyof typeof CLOSE_WORDS]?.title.toLowerCase() ?? closedBecause.replaceAll("_", " "));
  return (
    <p className="mt-1 text-soft">
      {outcome && decidedAt ? (
        <>
          {state === "open" ? `It was ${OUTCOME_WORDS[outcome].title.toLowerCase()}` : OUTCOME_WORDS[outcome].title},{" "}
          <Time at={decidedAt} now={detail.now} />
          {state === "open" ? ", and is open again: it has to be decided anew" : ""}.{" "}
        </>
      ) : (
        "Not decided. "
      )}
      {closedAt ? (
        <>
          Closed <Time at={closedAt} now={detail.now} />: {reason}.
        </>
      ) : null}
    </p>
  );
}

function Acts({ detail, form }: { detail: GrievanceDetail; form: AnswerForm }) {
  const [asking, setAsking] = useState<Act | null>(null);
  const { id: grievanceId, kind, name } = detail.case;
  const end = useEndConsent();
  const offered = NAMES.filter(
    (act) =>
      (act !== "correct" || form.correction !== null) &&
      (act !== "asked" || (form.correction?.asked && !form.correction.isOwn)) &&
      (act !== "end_consent" || form.consents !== null) &&
      (act !== "route" || kind === "end_user"),
  );
  const because = (act: Act): string | null => detail.acts[act === "asked" ? "correct" : act].because ?? whyNot(act, form);
  const begin = (act: Act) => {
    if (because(act)) return;
    if (act === "end_consent") end.mutate({ grievanceId, seenVersion: form.version });
    else setAsking(act);
  };
  useCommands(
    offered.map((act) => ({
      id: `answer-${act}`,
      title: ACTS[act].title.replace("…", ""),
      group: "Case",
      keys: ACTS[act].keys,
      because: because(act),
      run: () => begin(act),
    })),
  );
  const reasons = [...new Set(offered.map(because).filter((one) => one !== null))];
  const own = { grievanceId, form, onClose: () => setAsking(null) };
  return (
    <>
      <p className="mt-2 text-soft text-xs">
        The person reads {languageWords(form.language)}
        {form.to ? `, at ${form.to}` : "; no mail reaches them"}
        {form.hasPage ? ", and has an account page" : ""}.
      </p>
      <div className="mt-3 flex flex-wrap gap-2 max-sm:flex-col">
        {offered.map((act) => (
          <button
            key={act}
            type="button"
            data-command={`answer-${act}`}
            aria-disabled={because(act) ? true : undefined}
            aria-describedby={because(act) ? "why-not-answer" : undefined}
            onClick={() => begin(act)}
            className={cx(
              buttonClass(ACTS[act].look),
              because(act) && "cursor-not-allowed border-line bg-sunken text-faint hover:bg-sunken",
            )}
          >
            {ACTS[act].title}
            {ACTS[act].keys ? (
              <span className="hidden lg:inline">
                <Kbd keys={ACTS[act].keys} tone="inherit" />
              </span>
            ) : null}
          </button>
        ))}
      </div>
      {reasons.length > 0 ? (
        <p id="why-not-answer" className="mt-2 text-pretty text-soft text-xs">
          {reasons.join(" ")}
        </p>
      ) : null}
      {form.consents ? (
        <Callout tone="info" className="mt-3">
          {form.consents.open === 0
            ? "This person has no consent open now. Say in the answer what was ended."
            : "Their consent to being counted is open. Other consents stand in no list: say in the answer what was ended."}
        </Callout>
      ) : null}
      {end.error ? (
        <div className="mt-3">
          <Trouble {...refusedOf(end.error as unknown as ApiError)} />
        </div>
      ) : null}
      {asking === "decide" || asking === "write" ? <AnswerDialog act={asking} name={name} {...own} /> : null}
      {asking === "close" ? <CloseDialog name={name} {...own} /> : null}
      {asking === "correct" && form.correction ? <CorrectDialog correction={form.correction} {...own} /> : null}
      {asking === "asked" && form.correction ? <AskedDialog correction={form.correction} {...own} /> : null}
      {asking === "route" ? <RouteDialog {...own} /> : null}
    </>
  );
}

/** What the facts forbid beyond the case's state; the verbs say the same. */
function whyNot(act: Act, { correction, consents }: AnswerForm): string | null {
  if (act === "correct" && correction?.isSealed)
    return "This tenant is sealed, so nothing of it can be corrected until its owner comes back.";
  if (act === "correct" && !correction?.profile)
    return "It is not known whose profile this is about. Link the case to the tenant and to the person first.";
  return act === "end_consent" && consents?.open === 0 ? "This person has no consent open." : null;
}

function useEndConsent() {
  const trpc = useTRPC();
  const done = useAnswered(() => undefined);
  return useMutation(
    trpc.answer.endConsent.mutationOptions({ retry: false, onSuccess: () => done("The consent has ended. Say so in the answer.") }),
  );
}
