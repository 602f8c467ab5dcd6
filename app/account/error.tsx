"use client";
import { use, useEffect, useRef } from "react";
import { FrameWords } from "./_frame/frame-words";

/** A page of the owner's that broke: what happened, that nobody knows whether the last press was carried out, and how to see it, in the reader's language. */
export default function AccountBroken({ error }: { error: Error & { digest?: string } }) {
  const said = use(FrameWords);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="font-medium text-2xl outline-none">
        {said.title}
      </h1>
      <p className="mt-3">{said.text}</p>
      {error.digest ? (
        <p className="mt-2 text-soft">
          {said.number} <span className="font-mono">{error.digest}</span>
        </p>
      ) : null}
      <button
        type="button"
        // Asked for anew, and nothing sent again: what the server says then is how it stands.
        onClick={() => location.replace(location.pathname + location.search)}
        className="mt-6 inline-flex min-h-12 items-center rounded-lg bg-accent px-5 font-medium text-on-accent hover:bg-accent-hover"
      >
        {said.again}
      </button>
    </>
  );
}
