"use client";
import { createContext, type RefObject, use, useEffect, useRef } from "react";
import type { Outcome } from "./account-api";

/** What came of the form that a field stands in. */
export const OutcomeOfForm = createContext<Outcome>(null);

/** Whether a field of this name is what a form was refused for, and what its input carries then. */
export function useMark(name: string, hint?: string) {
  const outcome = use(OutcomeOfForm);
  const isWrong = outcome?.field === name;
  const described = [isWrong ? `wrong-${name}` : null, hint].filter(Boolean).join(" ") || undefined;
  return { isWrong, marks: { "aria-invalid": isWrong ? true : undefined, "aria-describedby": described } };
}

/** Beside a field, why the form was refused for it. Nothing where it was not. */
export function WhyWrong({ name }: { name: string }) {
  const outcome = use(OutcomeOfForm);
  if (outcome?.field !== name) return null;
  return (
    <p id={`wrong-${name}`} role="alert" className="mt-2 text-pretty font-medium text-purging">
      {outcome.refused}
    </p>
  );
}

/** An edge that a reader does not have to tell by its colour alone: it is twice as thick. */
export const WRONG_EDGE = "aria-[invalid]:border-2 aria-[invalid]:border-purging";

/** After a refusal the reader is led to it: to the field that it is about, or to the sentence above the form. */
export function useLedTo(outcome: Outcome, form: RefObject<HTMLElement | null>) {
  const seen = useRef<Outcome>(null);
  useEffect(() => {
    if (!outcome || seen.current === outcome) return;
    seen.current = outcome;
    form.current?.querySelector<HTMLElement>("input[aria-invalid], textarea[aria-invalid], [data-said]")?.focus();
  }, [outcome, form]);
}
