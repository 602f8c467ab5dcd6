"use client";
import { useRef, useState } from "react";
import type { RefundDetail } from "@/app/_trpc/answers";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Choices } from "@/app/_ui/choices";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { Trouble } from "@/app/_ui/trouble";
import { questionOf } from "./act-words";
import type { ActCall, ActName } from "./acts";
import type { useActs } from "./use-acts";

type Props = {
  act: Exclude<ActName, "edit">;
  seen: RefundDetail;
  acts: ReturnType<typeof useActs>;
  onLookAgain: () => Promise<unknown>;
  onClose: () => void;
};

/** The refund is not what one saw any more: nothing can come of this question. */
const STALE = ["refund_changed", "refund_not_requested", "not_proposed", "no_trouble", "retried_already", "already_asked"];

/** The question before an act. It closes when the act is done; a refusal is shown in it. */
export function ActDialog({ act, seen, acts, onLookAgain, onClose }: Props) {
  const safe = useRef<HTMLButtonElement>(null);
  const [because, setBecause] = useState<string | null>(null);
  if (act === "askNow") return null;
  const words = questionOf(act, seen);
  const refused = acts.outcome && "refused" in acts.outcome ? acts.outcome.refused : null;
  const isStale = refused !== null && STALE.includes(refused.code ?? "");
  const ready = !isStale && (!words.choices || because !== null);
  const perform = async () => {
    const call = (words.choices ? { act, because } : { act }) as ActCall;
    if (await acts.perform(call, seen)) onClose();
  };
  return (
    <Dialog open onClose={onClose} focus={safe} title={words.title} description={words.description}>
      {words.points ? (
        <ul className="mt-4 flex list-disc flex-col gap-1 pl-5 text-pretty tabular-nums">
          {words.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      ) : null}
      {words.facts ? (
        <div className="mt-4 rounded-md border border-line">
          <dl aria-label="What you agree to" className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 px-3 py-2 tabular-nums">
            {words.facts.map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="py-1 text-soft">{name}</dt>
                <dd className="min-w-0 py-1 text-right font-medium [overflow-wrap:anywhere]">{value}</dd>
              </div>
            ))}
          </dl>
          <p className="border-line border-t px-3 py-2 text-faint text-xs">
            SHA-256 <span className="font-mono [overflow-wrap:anywhere]">{seen.approval?.factsSha256}</span>
          </p>
        </div>
      ) : null}
      {words.besides && words.besides.length > 0 ? (
        <Callout tone="unsure" className="mt-4">
          Also asked of this purchase:
          <ul className="tabular-nums">
            {words.besides.map((sibling) => (
              <li key={sibling}>{sibling}</li>
            ))}
          </ul>
        </Callout>
      ) : null}
      {words.choices ? (
        <div className="mt-4">
          <Choices
            label={words.choices.label}
            value={because}
            onChoose={setBecause}
            choices={words.choices.of.map(([value, title]) => ({ value, title }))}
          />
        </div>
      ) : null}
      {refused ? (
        <div className="mt-4">
          <Trouble
            sentence={refused.sentence}
            callId={refused.callId}
            onRetry={isStale ? () => void onLookAgain() : undefined}
            retryWords="Look again"
          />
        </div>
      ) : null}
      <DialogChoices>
        <Button ref={safe} onClick={onClose}>
          {words.safe}
        </Button>
        <Button look={words.look} busy={acts.busy} disabled={!ready} onClick={() => void perform()}>
          {words.act}
        </Button>
      </DialogChoices>
    </Dialog>
  );
}
