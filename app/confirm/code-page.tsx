"use client";
import { useEffect, useRef, useState } from "react";
import { CodeForm } from "./code-form";
import { type Language, WORDS } from "./words";

/** One column, one decision: the code, or afterwards what happens next. */
export function CodePage({ id, language }: { id: string; language: Language }) {
  const [confirmed, setConfirmed] = useState<"deletion" | "return" | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const words = WORDS[language];
  useEffect(() => {
    if (confirmed) heading.current?.focus();
  }, [confirmed]);
  return (
    <main lang={language} className="mx-auto flex min-h-dvh max-w-md flex-col px-5 py-10 text-base leading-relaxed">
      <p className="flex items-center justify-between gap-4">
        <span className="font-medium">CallMissed</span>
        {confirmed ? null : (
          <a
            href={language === "hi" ? "?" : "?lang=hi"}
            lang={language === "hi" ? "en" : "hi"}
            className="inline-flex min-h-11 items-center px-2 underline underline-offset-4"
          >
            {words.other}
          </a>
        )}
      </p>
      <h1 ref={heading} tabIndex={-1} className="mt-8 text-balance font-medium text-2xl leading-snug outline-none">
        {confirmed ? words.done[confirmed].title : words.lead}
      </h1>
      {confirmed ? (
        <ol className="mt-6 flex list-decimal flex-col gap-3 pl-5 text-pretty marker:text-soft">
          {words.done[confirmed].next.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ) : (
        <CodeForm id={id} language={language} onConfirmed={setConfirmed} />
      )}
    </main>
  );
}
