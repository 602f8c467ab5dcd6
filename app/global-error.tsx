"use client";
import "./globals.css";

/** The last net: the frame itself broke. It stands on nothing but the style sheet. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body className="font-sans antialiased">
        <title>Something broke · CallMissed console</title>
        <main className="flex min-h-dvh flex-col items-center justify-center px-6 text-center text-sm">
          <h1 className="font-medium">The console could not be shown</h1>
          <p className="mt-1 max-w-sm text-pretty text-soft">
            Something broke on our side, or the database does not answer. Nothing was changed by it. Try again in a minute.
          </p>
          {error.digest ? (
            <p className="mt-2 text-soft text-xs">
              If it stays, tell whoever runs the console this call id: <span className="font-mono">{error.digest}</span>
            </p>
          ) : null}
          <button type="button" onClick={reset} className="mt-4 h-11 rounded-md bg-accent px-4 font-medium text-on-accent">
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
