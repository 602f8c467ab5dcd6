import { Check, CircleDashed, LoaderCircle, LockKeyhole, type LucideIcon, OctagonPause, TriangleAlert } from "lucide-react";
import type { RequestDetail } from "@/app/_trpc/answers";
import { count } from "@/app/_ui/rupees";
import { failureWords, PURGE_CLASS_WORDS, speedWords } from "@/app/_words/purge";

type Step = NonNullable<RequestDetail["purge"]>["steps"][number];

const LOOKS: Record<Step["status"], { icon: LucideIcon; look: string; word: string; text: string }> = {
  done: { icon: Check, look: "text-verified", word: "", text: "text-soft" },
  failed: { icon: TriangleAlert, look: "text-purging", word: "failed", text: "font-medium text-purging" },
  held: { icon: LockKeyhole, look: "text-held", word: "held", text: "text-held" },
  stopped: { icon: OctagonPause, look: "text-retained", word: "stopped", text: "" },
  running: { icon: LoaderCircle, look: "animate-spin text-purging motion-reduce:animate-none", word: "", text: "font-medium" },
  waiting: { icon: CircleDashed, look: "text-faint", word: "", text: "" },
};

/** One class of data on its way out: how far it is, what it waits for, or what broke and how that is mended. */
export function PurgeStep({ step }: { step: Step }) {
  const { icon: Icon, look, word, text } = LOOKS[step.status];
  return (
    <li className="min-w-0">
      <div className="flex min-h-8 items-center gap-2.5">
        <Icon aria-hidden className={`size-3.5 shrink-0 ${look}`} />
        <span className={`min-w-0 grow truncate ${text}`}>{PURGE_CLASS_WORDS[step.className] ?? step.className}</span>
        {step.survivors && step.status !== "held" ? (
          <span className="shrink-0 text-purging text-xs">{count(step.survivors)} left</span>
        ) : null}
        {word ? <span className={`shrink-0 text-xs ${look}`}>{word}</span> : null}
        {step.status === "running" && step.speed !== null ? (
          <span className="shrink-0 text-soft text-xs tabular-nums max-sm:hidden">{speedWords(step.speed)}</span>
        ) : null}
        <span className="shrink-0 text-soft text-xs tabular-nums">
          {step.status === "failed" && !step.startedAt ? "not counted" : `${count(step.done)} / ${count(step.before)}`}
        </span>
      </div>
      {step.failureCode ? <p className="mb-1.5 ml-6 text-pretty text-purging text-xs">{failureWords(step.failureCode)}</p> : null}
    </li>
  );
}
