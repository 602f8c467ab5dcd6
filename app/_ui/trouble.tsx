"use client";
import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { Callout } from "./callout";

type TroubleProps = { sentence: string; callId?: string | null; onRetry?: () => void; retryWords?: string; extra?: ReactNode };

/** What went wrong, whom it can be told to by which number, and how to try again. */
export function Trouble({ sentence, callId, onRetry, retryWords = "Try again", extra }: TroubleProps) {
  return (
    <Callout tone="alarm" live="alert">
      <p>{sentence}</p>
      {callId ? (
        <p className="mt-1 text-xs">
          Call id <span className="font-mono">{callId}</span>
        </p>
      ) : null}
      {onRetry || extra ? (
        <div className="mt-2 flex flex-wrap gap-2">
          {onRetry ? (
            <Button size="small" onClick={onRetry}>
              <RotateCw aria-hidden className="size-3.5" />
              {retryWords}
            </Button>
          ) : null}
          {extra}
        </div>
      ) : null}
    </Callout>
  );
}
