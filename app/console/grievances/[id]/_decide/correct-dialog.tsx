"use client";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { type AnswerForm, type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { Trouble } from "@/app/_ui/trouble";
import { FIELD_WORDS } from "./answer-words";
import { AskedDialog } from "./asked-dialog";
import { useAnswered } from "./use-answered";

type Correction = NonNullable<AnswerForm["correction"]>;
type Props = { grievanceId: string; form: AnswerForm; correction: Correction; onClose: () => void };

/** Correcting a profile: first what was asked for is known, then what the field says now stands beside what it will say. */
export function CorrectDialog(props: Props) {
  const { asked } = props.correction;
  return asked ? <ApplyDialog {...props} asked={asked} /> : <AskedDialog {...props} />;
}

function ApplyDialog({ grievanceId, form, correction, asked, onClose }: Props & { asked: NonNullable<Correction["asked"]> }) {
  const trpc = useTRPC();
  const safe = useRef<HTMLButtonElement>(null);
  const done = useAnswered(onClose);
  const { field, to } = asked;
  const before = correction.profile?.[field] ?? null;
  const isAddress = field === "person_email";
  const correct = useMutation(
    trpc.answer.correct.mutationOptions({
      retry: false,
      onSuccess: ({ waitsForSecond }) =>
        done(
          waitsForSecond
            ? "A second person is asked. The address changes when they agree."
            : "Corrected. The person is told; now decide the case.",
        ),
    }),
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title="Correct the profile"
      description={
        isAddress
          ? "Another address takes a second person: it changes when they agree, and both addresses are told."
          : "It changes at once, and the person is told by mail. Before and after stay in the case."
      }
    >
      <dl className="mt-4 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1">
        <dt className="text-soft">Field</dt>
        <dd>{FIELD_WORDS[field]}</dd>
        <dt className="text-soft">Before</dt>
        <dd className="min-w-0 [overflow-wrap:anywhere]">{before ?? "empty"}</dd>
        <dt className="text-soft">After, as was asked</dt>
        <dd className="min-w-0 font-medium [overflow-wrap:anywhere]">{to}</dd>
      </dl>
      {isAddress ? (
        <p className="mt-3 text-pretty text-soft">
          Whoever is signed in is signed out, codes that were sent end, and for 7 days a deletion or a return takes a second person (V7).
        </p>
      ) : null}
      {correction.waitsForSecond ? <p className="mt-3 text-pretty">A second person was asked already. Wait for their word.</p> : null}
      {correct.error ? (
        <div className="mt-4">
          <Trouble {...refusedOf(correct.error as unknown as ApiError)} />
        </div>
      ) : null}
      <DialogChoices>
        <Button ref={safe} onClick={onClose}>
          Not now
        </Button>
        <Button
          look="primary"
          busy={correct.isPending}
          disabled={to === before || correction.waitsForSecond}
          onClick={() => correct.mutate({ grievanceId, seenVersion: form.version, field, to, seenFrom: before })}
        >
          {isAddress ? "Ask a second person" : "Correct it"}
        </Button>
      </DialogChoices>
    </Dialog>
  );
}
