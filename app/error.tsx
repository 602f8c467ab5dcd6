"use client";
import { Broken } from "@/app/_ui/broken";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="flex min-h-[70dvh] items-center justify-center text-sm">
      <Broken digest={error.digest} onRetry={reset} />
    </main>
  );
}
