import { CircleHelp, Check as Tick, X } from "lucide-react";
import type { Check } from "@/app/_trpc/answers";
import { Disclosure, RawFacts } from "@/app/_ui/disclosure";

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

const ABOUT = {
  domain: "Does the mail really come from there?",
  owner: "Is the sender the owner?",
  account_email: "Which account is named?",
  organisation: "Which organisation is named?",
} as const;

/** One of the four checks: verdict, sentence, what one may do, and the raw facts one click away. */
export function CheckLine({ check }: { check: Check }) {
  const { icon: Icon, look, word, may } = VERDICTS[check.verdict];
  const facts = Object.entries(check.facts);
  return (
    <li className="flex gap-3 py-1.5">
      <span className={`mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full ${look}`}>
        <Icon aria-hidden className="size-3" strokeWidth={3} />
        <span className="sr-only">{word}:</span>
      </span>
      <div className="min-w-0">
        <p className="text-pretty">{check.sentence}</p>
        {may ? <p className="text-pretty text-soft">{may}</p> : null}
        {facts.length > 0 ? (
          <Disclosure
            summary={
              <>
                <span className="sr-only">{ABOUT[check.check]} </span>Raw facts
              </>
            }
          >
            <RawFacts facts={[["code", check.code], ...facts]} />
          </Disclosure>
        ) : null}
      </div>
    </li>
  );
}
