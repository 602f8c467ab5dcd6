"use client";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { type AnswerForm, type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Choices } from "@/app/_ui/choices";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { Trouble } from "@/app/_ui/trouble";
import { CLOSE_WORDS } from "./answer-words";
import { MailPreview } from "./mail-preview";
import { ToldFields, type ToldTyped } from "./told-fields";
import { useAnswered } from "./use-answered";

type Reason = AnswerForm["closeReasons"][number];

/** Closing a case: the reason is chosen, and the mail that says it in the person's language is seen before. */
export function CloseDialog({
  name,
  grievanceId,
  form,
  onClose,
}: {
  name: string;
  grievanceId: string;
  form: AnswerForm;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const safe = useRef<HTMLButtonElement>(null);
  const [because, setBecause] = useState<Reason | null>(null);
  const [told, setTold] = useState<ToldTyped>({ by: "telephone", at: "" });
  const done = useAnswered(onClose);
  const preview = useMutation(trpc.answer.preview.mutationOptions({ retry: false }));
  const close = useMutation(
    trpc.answer.close.mutationOptions({ retry: false, onSuccess: () => done(form.to ? "Closed. The person is told why." : "Closed.") }),
  );
  const error = close.error ?? preview.error;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      focus={safe}
      title={`Close ${name}`}
      description="The number and the dates stay. The person reads why, and whom they can turn to."
    >
      <div className="mt-4">
        <Choices
          label="Why it is closed"
          value={because}
          onChoose={(value) => {
            setBecause(value);
            if (value !== "account_erased") preview.mutate({ grievanceId, unsent: { act: "close", because: value } });
          }}
          choices={form.closeReasons.map((value) => ({
            ...{ value, ...CLOSE_WORDS[value] },
            ...(value === "answered_and_settled" && form.isAnswered ? { more: undefined } : {}),
            disabled: value === "answered_and_settled" && !form.isAnswered,
          }))}
        />
      </div>
      {form.to === null && !form.isErased ? <ToldFields form={form} told={told} onChange={setTold} /> : null}
      <div aria-live="polite">{preview.data && because ? <MailPreview preview={preview.data} /> : null}</div>
      {error ? (
        <div className="mt-4">
          <Trouble {...refusedOf(error as unknown as ApiError)} />
        </div>
      ) : null}
      <DialogChoices stays>
        <Button ref={safe} onClick={onClose}>
          Leave it
        </Button>
        <Button
          look="primary"
          busy={close.isPending}
          disabled={because === null || (form.to === null && !form.isErased && told.at === "")}
          onClick={() => {
            const toldThen = form.to === null && told.at !== "" ? { by: told.by, at: new Date(told.at) } : null;
            if (because) close.mutate({ grievanceId, seenVersion: form.version, because, told: toldThen });
          }}
        >
          Close the case
        </Button>
      </DialogChoices>
    </Dialog>
  );
}
