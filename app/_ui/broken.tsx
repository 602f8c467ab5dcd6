"use client";

/** A page that could not be shown: what to do, and the number by which the cause can be found. Made of nothing else, as every page carries it along. */
export function Broken({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center px-6 py-16 text-center">
      <h1 className="sr-only">Something broke</h1>
      <p className="font-medium">This page could not be shown</p>
      <div className="mt-1 text-pretty text-soft">
        <p>Something broke on our side, or the database does not answer. Nothing was changed by it. Try again in a minute.</p>
        {digest ? (
          <p className="mt-2 text-xs">
            If it stays, tell whoever runs the console this call id: <span className="font-mono">{digest}</span>
          </p>
        ) : null}
      </div>
      <button
        type="button"
        onClick={onRetry}
        className="mt-4 h-9 rounded-md bg-accent px-3.5 font-medium text-on-accent text-sm hover:bg-accent-hover max-sm:h-11"
      >
        Try again
      </button>
    </div>
  );
}
