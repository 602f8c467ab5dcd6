"use client";
import { useEffect, useRef, useState } from "react";
import { CodeForm } from "./code-form";
import type { ConfirmWords } from "./words";

/** One column, one decision: the code, or afterwards what happens next. */
export function CodePage({ id, words, languages }: { id: string; words: ConfirmWords; languages: { code: string; name: string }[] }) {
  const [confirmed, setConfirmed] = useState<"deletion" | "return" | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (confirmed) heading.current?.focus();
  }, [confirmed]);
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col px-5 py-10 text-base leading-relaxed">
      <div className="flex items-center justify-between gap-4">
        <span className="font-medium">CallMissed</span>
        {confirmed ? null : (
          <nav aria-label={words.language} className="flex">
            {languages.map(({ code, name }) => (
              <a
                key={code}
                href={`?lang=${code}`}
                hrefLang={code}
                lang={code}
                className="inline-flex min-h-11 items-center px-2 [font-family:system-ui,sans-serif] underline underline-offset-4"
              >
                {name}
              </a>
            ))}
          </nav>
        )}
      </div>
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
        <CodeForm id={id} words={words} onConfirmed={setConfirmed} />
      )}
    </main>
  );
}
