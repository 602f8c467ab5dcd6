"use client";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { type AnswerForm, type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Choices } from "@/app/_ui/choices";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { Trouble } from "@/app/_ui/trouble";
import { languageWords, looksForeign, OUTCOME_WORDS, summaryWords } from "./answer-words";
import { draftOf, dropDraft, keepDraft } from "./drafts";
import { MailPreview } from "./mail-preview";
import { ToldFields, type ToldTyped } from "./told-fields";
import { useAnswered } from "./use-answered";
import { WhoseField } from "./whose-field";

type Outcome = AnswerForm["outcomes"][number];
type Props = { act: "decide" | "write"; name: string; grievanceId: string; form: AnswerForm; onClose: () => void };

/** The officer's words to the person: first written, then seen as the whole mail, then sent. What was begun is kept until then. */
export function AnswerDialog({ act, name, grievanceId, form, onClose }: Props) {
  const trpc = useTRPC();
  const id = useId();
  const mail = useRef<HTMLElement>(null);
  const isDecision = act === "decide";
  const [first] = useState(
    () =>
      draftOf(grievanceId, act) ?? {
        outcome: null,
        text: form.summaryUrl && isDecision ? summaryWords(form.language, form.summaryUrl) : "",
      },
  );
  const [outcome, setOutcome] = useState<Outcome | null>(first.outcome);
  const [text, setText] = useState(first.text);
  const [told, setTold] = useState<ToldTyped>({ by: "telephone", at: "" });
  const [isNobodys, setIsNobodys] = useState(false);
  const asksWhose = isDecision && form.asksWhose;
  const done = useAnswered(onClose);
  const preview = useMutation(trpc.answer.preview.mutationOptions({ retry: false }));
  const options = {
    retry: false,
    onSuccess: () => {
      dropDraft(grievanceId, act);
      return done(form.to ? "Written. The mail is on its way." : "Written down.");
    },
  } as const;
  const decide = useMutation(trpc.answer.decide.mutationOptions(options));
  const write = useMutation(trpc.answer.write.mutationOptions(options));
  const least = outcome ? form.least[outcome] : 1;
  const length = [...text.trim()].length;
  const isWritten = (!isDecision || outcome !== null) && length >= least;
  const ready = isWritten && (form.to !== null || told.at !== "") && (isNobodys || !asksWhose);
  // What was looked at is what is sent: another word, and it has to be looked at again.
  const seen =
    preview.data && preview.variables?.unsent.act === act && isSame(preview.variables.unsent, outcome, text) ? preview.data : null;
  const seenAt = seen ? preview.submittedAt : 0;
  // Whoever asked for the mail reads it next; the way on stays below it.
  useEffect(() => {
    if (seenAt > 0) mail.current?.focus();
  }, [seenAt]);
  const look = () => {
    if (isDecision && outcome) preview.mutate({ grievanceId, unsent: { act: "decide", outcome, text } });
    if (!isDecision) preview.mutate({ grievanceId, unsent: { act: "write", text } });
  };
  const send = () => {
    const toldThen = told.at !== "" && (form.to === null || form.isUndelivered) ? { by: told.by, at: new Date(told.at) } : null;
    const whose = asksWhose && isNobodys ? "nobodys" : null;
    if (isDecision && outcome) decide.mutate({ grievanceId, seenVersion: form.version, outcome, text, told: toldThen, whose });
    if (!isDecision) write.mutate({ grievanceId, text, told: toldThen });
  };
  const error = decide.error ?? write.error ?? preview.error;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={isDecision ? `Decide ${name}` : `Write to the person of ${name}`}
      description={
        <>
          Write in <strong className="font-medium text-ink">{languageWords(form.language)}</strong>: that is the language of this case.{" "}
          {form.to ? `It goes to ${form.to}${form.hasPage ? " and stands on their account page" : ""}.` : "It is written down as told."}
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          if (seen) send();
          else look();
        }}
      >
        {isDecision ? (
          <div className="mt-4">
            <Choices
              label="Outcome"
              value={outcome}
              onChoose={(next) => {
                setOutcome(next);
                keepDraft(grievanceId, act, { outcome: next, text });
              }}
              choices={form.outcomes.map((value) => ({ value, ...OUTCOME_WORDS[value] }))}
            />
          </div>
        ) : null}
        <label htmlFor={`${id}-text`} className="mt-4 block">
          {isDecision ? (outcome === "upheld" ? "What was or will be done" : "Reasons") : "What you ask or tell them"}
        </label>
        <textarea
          id={`${id}-text`}
          lang={form.language}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            keepDraft(grievanceId, act, { outcome, text: event.target.value });
          }}
          rows={8}
          maxLength={form.least.most}
          aria-describedby={`${id}-more`}
          className="mt-1.5 w-full rounded-md border border-edge bg-ground px-3 py-2 leading-6 max-sm:text-base"
        />
        <p id={`${id}-more`} className="mt-1 text-soft text-xs tabular-nums">
          {length} of {form.least.most} characters{least > 1 ? `, at least ${least}` : ""}. Greeting, contact and next step are added to it.
          {length > 0 ? " Your draft is kept while this page is open." : ""}
        </p>
        {looksForeign(form.language, text) ? (
          <Callout tone="unsure" live="status" className="mt-3">
            The person writes Hindi, and there is no letter of it in this.
          </Callout>
        ) : null}
        {form.to === null || form.isUndelivered ? <ToldFields form={form} told={told} onChange={setTold} /> : null}
        {asksWhose ? <WhoseField isSaid={isNobodys} onChange={setIsNobodys} /> : null}
        <div aria-live="polite">{seen ? <MailPreview preview={seen} place={mail} /> : null}</div>
        {error ? (
          <div className="mt-4">
            <Trouble {...refusedOf(error as unknown as ApiError)} />
          </div>
        ) : null}
        <DialogChoices stays>
          <Button onClick={onClose}>Not now</Button>
          {seen ? (
            <Button key="send" type="submit" look="primary" busy={decide.isPending || write.isPending} disabled={!ready}>
              {isDecision ? (form.to ? "Decide and send" : "Decide") : form.to ? "Send the message" : "Write it down"}
            </Button>
          ) : (
            <Button key="look" type="submit" busy={preview.isPending} disabled={!ready}>
              See the whole mail
            </Button>
          )}
        </DialogChoices>
      </form>
    </Dialog>
  );
}

type Looked = { act: string; text?: string; outcome?: string };
const isSame = (looked: Looked, outcome: Outcome | null, text: string): boolean =>
  looked.text === text && (looked.act !== "decide" || looked.outcome === outcome);
