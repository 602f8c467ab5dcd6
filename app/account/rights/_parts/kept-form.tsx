"use client";
import { createContext, type ReactNode, use, useActionState, useId, useRef } from "react";
import type { Refused } from "@/app/account/_act/account-api";
import { OutcomeOfForm, useLedTo, useMark, WhyWrong, WRONG_EDGE } from "@/app/account/_act/marked-field";
import { RefusedAbove } from "@/app/account/_act/refused-words";

/** What came of a form: why it was refused, and everything that was typed, so that nothing is lost. */
export type Kept = (Refused & { values: Record<string, string> }) | null;

const Values = createContext<Record<string, string>>({});

/** A form whose act the server does, with or without a script. After a refusal everything stands in it as it was typed. */
export function KeptForm({ action, children }: { action: (before: Kept, form: FormData) => Promise<Kept>; children: ReactNode }) {
  const [outcome, submit] = useActionState(action, null);
  const form = useRef<HTMLFormElement>(null);
  useLedTo(outcome, form);
  return (
    <form ref={form} action={submit} noValidate>
      {outcome && !outcome.field ? <RefusedAbove outcome={outcome} /> : null}
      <Values value={outcome?.values ?? {}}>
        {/* Built afresh after a refusal: React empties a form once its act is done. */}
        <div key={JSON.stringify(outcome)} className="flex flex-col gap-6">
          <OutcomeOfForm value={outcome}>{children}</OutcomeOfForm>
        </div>
      </Values>
    </form>
  );
}

const FIELD = `mt-2 w-full rounded-lg border border-edge bg-ground px-3 py-2.5 ${WRONG_EDGE}`;

type FieldProps = { name: string; label: ReactNode; hint?: ReactNode; rows?: number };

/** Words of any length (`rows`) or of one line. */
export function KeptText({ name, label, hint, rows }: FieldProps) {
  const id = useId();
  const value = use(Values)[name];
  const { marks } = useMark(name, hint ? `${id}-hint` : undefined);
  const field = { id, name, defaultValue: value, ...marks, className: FIELD };
  return (
    <div>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-pretty text-soft">
          {hint}
        </p>
      ) : null}
      {rows ? <textarea {...field} rows={rows} /> : <input {...field} type="text" autoComplete="off" />}
      <WhyWrong name={name} />
    </div>
  );
}

/** One of several, each on a line that a thumb can hit. */
export function KeptChoice({
  name,
  label,
  choices,
}: {
  name: string;
  label: ReactNode;
  choices: { value: string; title: string; note?: string }[];
}) {
  const value = use(Values)[name];
  const { isWrong, marks } = useMark(name);
  return (
    <fieldset aria-describedby={marks["aria-describedby"]}>
      <legend className="mb-2 font-medium">{label}</legend>
      <WhyWrong name={name} />
      {choices.map((choice) => (
        <label key={choice.value} className="flex min-h-11 cursor-pointer items-center gap-3 border-line border-b py-1.5 last:border-b-0">
          <input
            type="radio"
            name={name}
            value={choice.value}
            aria-invalid={isWrong || undefined}
            defaultChecked={value === choice.value}
            className="size-5 shrink-0 accent-accent"
          />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {choice.title}
            {choice.note ? <span className="block text-soft">{choice.note}</span> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
