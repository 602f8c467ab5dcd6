"use client";
import { TRPCClientError } from "@trpc/client";
import { type FormEvent, useId, useRef, useState } from "react";
import { makeClient } from "@/app/_trpc/client";
import { Callout } from "@/app/_ui/callout";
import type { AppRouter } from "@/server/trpc/root";
import type { ConfirmWords } from "./words";

type CodeFormProps = { id: string; words: ConfirmWords; onConfirmed: (purpose: "deletion" | "return") => void };

/** Six digits, typed or pasted. Only pressing the button sends them. */
export function CodeForm({ id, words, onConfirmed }: CodeFormProps) {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const field = useId();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (code.length !== 6) return fail(words.incomplete);
    setBusy(true);
    setTrouble(null);
    try {
      onConfirmed((await makeClient().owner.confirm.mutate({ confirmationId: id, code })).purpose);
    } catch (error) {
      fail(sentenceFor(error, words));
      setBusy(false);
    }
  };
  const fail = (sentence: string) => {
    setTrouble(sentence);
    input.current?.focus();
    input.current?.select();
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="mt-6">
      <label htmlFor={field} className="block font-medium">
        {words.field}
      </label>
      <input
        ref={input}
        id={field}
        value={code}
        onChange={(event) => setCode(digitsOf(event.target.value))}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="\d{6}"
        required
        aria-describedby={`${field}-hint${trouble ? ` ${field}-trouble` : ""}`}
        aria-invalid={trouble ? true : undefined}
        className="mt-2 h-16 w-full rounded-lg border border-edge bg-ground text-center font-mono text-3xl tracking-[0.4em] tabular-nums"
      />
      <p id={`${field}-hint`} className="mt-2 text-soft">
        {words.hint}
      </p>
      {trouble ? (
        <div id={`${field}-trouble`}>
          <Callout tone="alarm" live="alert" className="mt-4">
            {trouble}
          </Callout>
        </div>
      ) : null}
      <button
        type="submit"
        aria-disabled={busy}
        className="mt-5 h-14 w-full rounded-lg bg-accent font-medium text-lg text-on-accent hover:bg-accent-hover"
      >
        {busy ? words.busy : words.act}
      </button>
      <p className="mt-6 text-pretty">{words.nothingYet}</p>
      <p className="mt-3 text-pretty text-soft">{words.notYou}</p>
    </form>
  );
}

/** "482 913", "482-913" and Devanagari digits are the same code. */
function digitsOf(text: string): string {
  const latin = text.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));
  return latin.replace(/\D/g, "").slice(0, 6);
}

/** An id that is not one reads like a wrong code: nobody learns which there are. */
function sentenceFor(error: unknown, words: ConfirmWords): string {
  const data = error instanceof TRPCClientError ? (error as TRPCClientError<AppRouter>).data : null;
  return !data || data.code === "INTERNAL_SERVER_ERROR" ? words.unreachable : words.notAccepted;
}
