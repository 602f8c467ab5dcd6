"use client";
import { RotateCw, Unplug } from "lucide-react";
import { Button } from "./button";
import { Empty } from "./empty";

/** A page that could not be shown: what to do, and the number by which the cause can be found. */
export function Broken({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  return (
    <Empty
      icon={Unplug}
      title="This page could not be shown"
      action={
        <Button look="primary" onClick={onRetry}>
          <RotateCw aria-hidden className="size-4" />
          Try again
        </Button>
      }
    >
      <h1 className="sr-only">Something broke</h1>
      <p>Something broke on our side, or the database does not answer. Nothing was changed by it. Try again in a minute.</p>
      {digest ? (
        <p className="mt-2 text-xs">
          If it stays, tell whoever runs the console this call id: <span className="font-mono">{digest}</span>
        </p>
      ) : null}
    </Empty>
  );
}
