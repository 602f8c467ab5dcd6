"use client";
import { type ReactNode, useActionState, useId, useRef } from "react";
import { useFormStatus } from "react-dom";
import type { Outcome } from "./account-api";
import { useUntilAnother } from "./latest-form";
import { OutcomeOfForm, useLedTo } from "./marked-field";
import { onlyOnce } from "./only-once";
import { RefusedAbove } from "./refused-words";

type Action = (before: Outcome, form: FormData) => Promise<Outcome>;

/**
 * A form whose act the server does, with or without a script in the browser. A refusal stands above it, or beside the field that it is
 * about, and is read aloud; it goes when another form of the page is sent.
 */
export function ActForm({ action, children, className }: { action: Action; children: ReactNode; className?: string }) {
  const [answer, submit] = useActionState(action, null);
  const { current: outcome, press } = useUntilAnother(answer, useId());
  const form = useRef<HTMLFormElement>(null);
  useLedTo(outcome, form);
  return (
    // React empties a form once its act was tried. After a refusal what was typed stays: nobody writes it twice.
    <form
      ref={form}
      action={submit}
      className={className}
      noValidate
      onSubmit={press}
      onReset={(event) => answer && event.preventDefault()}
    >
      {outcome && !outcome.field ? <RefusedAbove outcome={outcome} /> : null}
      <OutcomeOfForm value={outcome}>{children}</OutcomeOfForm>
    </form>
  );
}

const TONES = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  plain: "border border-edge bg-ground text-ink hover:bg-hover",
  danger: "border border-purging bg-ground text-purging hover:bg-purging-ground",
} as const;

/** The button of an `ActForm`: says what it does, and that it is being done. */
export function ActButton({ children, busy, tone = "primary" }: { children: ReactNode; busy: ReactNode; tone?: keyof typeof TONES }) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      aria-disabled={pending}
      onClick={onlyOnce(pending)}
      className={`inline-flex min-h-12 items-center justify-center rounded-lg px-5 font-medium ${TONES[tone]}`}
    >
      {pending ? busy : children}
    </button>
  );
}
