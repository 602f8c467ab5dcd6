"use client";
import { ChevronRight, CircleHelp, Check as Tick, X } from "lucide-react";
import { useId, useState } from "react";
import type { Check } from "@/app/_trpc/answers";
import { RawFacts } from "@/app/_ui/disclosure";

const VERDICTS = {
  passed: { icon: Tick, look: "bg-verified-ground text-verified", word: "passed", may: null },
  failed: {
    icon: X,
    look: "bg-purging-ground text-purging",
    word: "failed",
    may: "What you can do: reject it with the reason. The owner can write again.",
  },
  inconclusive: {
    icon: CircleHelp,
    look: "bg-retained-ground text-retained",
    word: "we do not know",
    may: "What you can do: wait for the owner's code, then let a second person agree.",
  },
} as const;

/** One of the four checks: verdict, sentence, while it is `toDecide` what one may do, and the raw facts one click away. */
export function CheckLine({ check, toDecide }: { check: Check; toDecide: boolean }) {
  const { icon: Icon, look, word, may } = VERDICTS[check.verdict];
  const [open, setOpen] = useState(false);
  const sentence = useId();
  const facts = Object.entries(check.facts);
  return (
    <li className="flex gap-x-3 py-1.5 max-sm:flex-wrap">
      <span className={`mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full ${look}`}>
        <Icon aria-hidden className="size-3" strokeWidth={3} />
        <span className="sr-only">{word}:</span>
      </span>
      <div className="min-w-0 grow basis-0">
        <p id={sentence} className="text-pretty">
          {check.sentence}
        </p>
        {may && toDecide ? <p className="text-pretty text-soft">{may}</p> : null}
        {open ? (
          <div className="py-1">
            <RawFacts facts={[["code", check.code], ...facts]} />
          </div>
        ) : null}
      </div>
      {facts.length > 0 ? (
        <button
          type="button"
          aria-expanded={open}
          aria-describedby={sentence}
          onClick={() => setOpen(!open)}
          className="-mt-0.5 inline-flex h-6 shrink-0 items-center gap-1 rounded px-1 text-soft text-xs hover:text-ink max-sm:ml-7 max-sm:h-11 max-sm:w-[calc(100%-1.75rem)]"
        >
          Raw facts
          <ChevronRight aria-hidden className={`size-3 transition-transform duration-100 ${open ? "rotate-90" : ""}`} />
        </button>
      ) : null}
    </li>
  );
}
