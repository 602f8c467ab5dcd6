"use client";
import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { onlyOnce } from "../_act/only-once";

/** One answer of several, all of one look: none is offered more than another. */
export function AnswerButton({ answer, busy, children }: { answer: "yes" | "no" | "withdraw"; busy: string; children: ReactNode }) {
  const { pending, data } = useFormStatus();
  return (
    <button
      type="submit"
      name="answer"
      value={answer}
      aria-disabled={pending}
      onClick={onlyOnce(pending)}
      className="inline-flex min-h-12 min-w-36 grow basis-0 items-center justify-center rounded-lg border border-edge bg-ground px-4 py-2 text-center font-medium text-ink hover:bg-hover"
    >
      {pending && data.get("answer") === answer ? busy : children}
    </button>
  );
}
