"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { type AnswerForm, type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Choices } from "@/app/_ui/choices";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { Trouble } from "@/app/_ui/trouble";
import { CLOSE_WORDS, languageWords, looksForeign } from "./answer-words";
import { MailPreview } from "./mail-preview";
import { ToldFields, type ToldTyped } from "./told-fields";
import { useAnswered } from "./use-answered";
import { WhoseField } from "./whose-field";

type Reason = AnswerForm["closeReasons"][number];

/** Closing a case: the reason is chosen, some are said in words, and the mail that the person gets is seen before. */
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
  const id = useId();
  const safe = useRef<HTMLButtonElement>(null);
  const mail = useRef<HTMLElement>(null);
  const [because, setBecause] = useState<Reason | null>(null);
  const [texts, setTexts] = useState<Partial<Record<Reason, string>>>({});
  const [told, setTold] = useState<ToldTyped>({ by: "telephone", at: "" });
  const [isNobodys, setIsNobodys] = useState(false);
  const done = useAnswered(onClose);
  const preview = useMutation(trpc.answer.preview.mutationOptions({ retry: false }));
  const close = useMutation(
    trpc.answer.close.mutationOptions({ retry: false, onSuccess: () => done(form.to ? "Closed. The person is told why." : "Closed.") }),
  );
  const error = close.error ?? preview.error;
  const asks = because ? wordsOf(because, form) : null;
  const text = (because && texts[because]) ?? "";
  const length = [...text.trim()].length;
  const isSaid = !asks || length >= asks.least;
  // What was looked at is what is sent: another word, and it has to be looked at again.
  const unsent = { act: "close" as const, because: because ?? "not_ours", ...(because === "not_ours" ? { text } : {}) };
  const looked = preview.variables?.unsent;
  const seen = because && looked?.act === "close" && looked.because === because && looked.text === unsent.text ? preview.data : undefined;
  const mustLook = because === "not_ours" && !seen;
  const seenAt = seen && because === "not_ours" ? preview.submittedAt : 0;
  // Whoever asked for the mail reads it next; the way on stays below it.
  useEffect(() => {
    if (seenAt > 0) mail.current?.focus();
  }, [seenAt]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!because || !isSaid) return;
    if (mustLook) return preview.mutate({ grievanceId, unsent });
    const toldThen = form.to === null && told.at !== "" ? { by: told.by, at: new Date(told.at) } : null;
    const whose = form.asksWhose && isNobodys ? "nobodys" : null;
    close.mutate({ whose, grievanceId, seenVersion: form.version, because, told: toldThen, ...(asks && text.trim() ? { text } : {}) });
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      focus={safe}
      title={`Close ${name}`}
      description="The number and the dates stay. The person reads why, and whom they can turn to."
    >
      <form onSubmit={submit}>
        <div className="mt-4">
          <Choices
            label="Why it is closed"
            value={because}
            onChoose={(value) => {
              setBecause(value);
              if (value !== "account_erased" && value !== "not_ours")
                preview.mutate({ grievanceId, unsent: { act: "close", because: value } });
            }}
            choices={form.closeReasons.map((value) => ({
              ...{ value, ...CLOSE_WORDS[value] },
              ...(value === "answered_and_settled" && form.isAnswered ? { more: undefined } : {}),
              disabled: value === "answered_and_settled" && !form.isAnswered,
            }))}
          />
        </div>
        {because && asks ? (
          <>
            <label htmlFor={`${id}-text`} className="mt-4 block">
              {asks.label}
            </label>
            <textarea
              id={`${id}-text`}
              lang={because === "not_ours" ? form.language : undefined}
              value={text}
              onChange={(event) => setTexts({ ...texts, [because]: event.target.value })}
              rows={5}
              maxLength={form.least.most}
              aria-describedby={`${id}-more`}
              className="mt-1.5 w-full rounded-md border border-edge bg-ground px-3 py-2 leading-6 max-sm:text-base"
            />
            <p id={`${id}-more`} className="mt-1 text-soft text-xs tabular-nums">
              {length} of {form.least.most} characters{asks.least > 0 ? `, at least ${asks.least}` : ""}. {asks.more}
            </p>
            {because === "not_ours" && looksForeign(form.language, text) ? (
              <Callout tone="unsure" live="status" className="mt-3">
                The person writes Hindi, and there is no letter of it in this.
              </Callout>
            ) : null}
          </>
        ) : null}
        {form.to === null && !form.isErased ? <ToldFields form={form} told={told} onChange={setTold} /> : null}
        {form.asksWhose ? <WhoseField isSaid={isNobodys} onChange={setIsNobodys} /> : null}
        <div aria-live="polite">{seen ? <MailPreview preview={seen} place={mail} /> : null}</div>
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
            type="submit"
            look={mustLook ? undefined : "primary"}
            busy={close.isPending || (mustLook && preview.isPending)}
            disabled={
              because === null || !isSaid || (form.to === null && !form.isErased && told.at === "") || (form.asksWhose && !isNobodys)
            }
          >
            {mustLook ? "See the whole mail" : "Close the case"}
          </Button>
        </DialogChoices>
      </form>
    </Dialog>
  );
}

type Asked = { label: string; more: string; least: number };
/** What an officer has to say beside the reason, and who reads it. */
function wordsOf(because: Reason, { language, leastToClose, hasWrittenAgain }: AnswerForm): Asked | null {
  if (because === "not_ours")
    return {
      label: "Why it is not ours, and who may know more",
      more: `The person reads it: write in ${languageWords(language)}.`,
      least: leastToClose.not_ours,
    };
  if (because === "withdrawn_by_person")
    return {
      label: hasWrittenAgain ? "How they withdrew it, if not in what they wrote" : "How and when they told us",
      more: "It stands in the case as a note, and is not sent.",
      least: hasWrittenAgain ? 0 : leastToClose.withdrawn_by_person,
    };
  return null;
}
