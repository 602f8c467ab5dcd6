"use client";
import { useMutation } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { type AnswerForm, type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { Trouble } from "@/app/_ui/trouble";
import { FIELD_WORDS } from "./answer-words";
import { FIELD } from "./told-fields";
import { useAnswered } from "./use-answered";

type Correction = NonNullable<AnswerForm["correction"]>;
type FieldName = Correction["fields"][number];

/** For a correction by letter or by telephone: an officer writes down which field and value the person asked for; only that can be corrected then. */
export function AskedDialog({
  grievanceId,
  form,
  correction,
  onClose,
}: {
  grievanceId: string;
  form: AnswerForm;
  correction: Correction;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const id = useId();
  const safe = useRef<HTMLButtonElement>(null);
  const [field, setField] = useState<FieldName>(correction.asked?.field ?? "person_name");
  const [to, setTo] = useState(correction.asked?.to ?? "");
  const done = useAnswered(onClose);
  const tell = useMutation(
    trpc.answer.tellAsked.mutationOptions({ retry: false, onSuccess: () => done("Written down. Now it can be corrected.") }),
  );
  return (
    <Dialog
      open
      onClose={onClose}
      focus={safe}
      title="What did the person ask for?"
      description="As their letter says it, or as they said it. It stands in the case with your name, and only this can be corrected then."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          tell.mutate({ grievanceId, seenVersion: form.version, field, to });
        }}
      >
        <label htmlFor={`${id}-field`} className="mt-4 block">
          Field
          <select id={`${id}-field`} value={field} onChange={(event) => setField(event.target.value as FieldName)} className={FIELD}>
            {correction.fields.map((one) => (
              <option key={one} value={one}>
                {FIELD_WORDS[one]}
              </option>
            ))}
          </select>
        </label>
        <label htmlFor={`${id}-to`} className="mt-3 block">
          What it should say
          <input
            id={`${id}-to`}
            value={to}
            onChange={(event) => setTo(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            className={FIELD}
          />
        </label>
        {tell.error ? (
          <div className="mt-4">
            <Trouble {...refusedOf(tell.error as unknown as ApiError)} />
          </div>
        ) : null}
        <DialogChoices>
          <Button ref={safe} onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" look="primary" busy={tell.isPending} disabled={to.trim() === ""}>
            Write it down
          </Button>
        </DialogChoices>
      </form>
    </Dialog>
  );
}
