"use client";
import "./globals.css";
import { Broken } from "./_ui/broken";

/** The last net: the frame itself broke. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body className="font-sans antialiased">
        <title>Something broke · CallMissed console</title>
        <main className="flex min-h-dvh items-center justify-center text-sm">
          <Broken digest={error.digest} onRetry={reset} />
        </main>
      </body>
    </html>
  );
}
