"use client";
import { Broken } from "@/app/_ui/broken";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="flex min-h-[70dvh] items-center justify-center">
      <Broken digest={error.digest} onRetry={reset} />
    </div>
  );
}
