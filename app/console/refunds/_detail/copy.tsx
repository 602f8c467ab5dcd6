"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";

/** A reference that people need elsewhere: as it is, in full, and one press away from the clipboard; with `href` also the way to the document it names. */
export function CopyText({ text, what, href }: { text: string; what: string; href?: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const back = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(back);
  }, [copied]);
  const Icon = copied ? Check : Copy;
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      {href ? (
        <a
          href={href}
          download
          className="inline-flex min-h-6 min-w-0 items-center font-mono text-xs underline decoration-edge underline-offset-4 [overflow-wrap:anywhere] hover:decoration-ink"
        >
          {text}
        </a>
      ) : (
        <span className="min-w-0 font-mono text-xs [overflow-wrap:anywhere]">{text}</span>
      )}
      <button
        type="button"
        aria-label={copied ? `${what} is copied` : `Copy ${what}`}
        title={copied ? "Copied" : "Copy"}
        onClick={() =>
          void navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            () => undefined,
          )
        }
        className="inline-flex size-6 shrink-0 items-center justify-center rounded text-faint hover:bg-hover hover:text-ink max-sm:size-11"
      >
        <Icon aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
