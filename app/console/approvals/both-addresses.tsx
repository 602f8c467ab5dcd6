"use client";
import { useState } from "react";
import { type ApiError, type ApprovalDetail, refusedOf } from "@/app/_trpc/answers";
import { useTRPCClient } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Trouble } from "@/app/_ui/trouble";
import { strangeLetters } from "@/app/_words/strange-letters";

/**
 * The two addresses of a question about another one, whole, once they are asked for: a look-alike would pass under a mask. That they were
 * shown is written down; they are asked for past the memory of queries, so that nothing keeps them when the dialog is left.
 */
export function BothAddresses({ detail, onShown }: { detail: ApprovalDetail; onShown: () => void }) {
  const client = useTRPCClient();
  const [addresses, setAddresses] = useState<{ before: string | null; after: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<ApiError | null>(null);

  async function show() {
    setBusy(true);
    setTrouble(null);
    try {
      setAddresses(await client.answer.revealAddresses.mutate({ grievanceId: detail.subjectId, seen: detail.seen }));
      onShown();
    } catch (error) {
      setTrouble(error as ApiError);
    } finally {
      setBusy(false);
    }
  }

  const strange = strangeLetters(addresses?.after ?? "");
  return (
    <div className="mt-4">
      <div role="status">
        {addresses ? (
          <dl className="grid gap-x-4 gap-y-1 rounded-md border border-line px-3 py-2 sm:grid-cols-[4rem_1fr]">
            <dt className="text-soft">Now</dt>
            <dd className="font-mono [overflow-wrap:anywhere]">{addresses.before ?? "none"}</dd>
            <dt className="text-soft">Then</dt>
            <dd className="font-mono [overflow-wrap:anywhere]">{addresses.after}</dd>
          </dl>
        ) : null}
        {strange.length > 0 ? (
          <Callout tone="alarm" className="mt-3">
            Not only plain letters are in it, and some look like others: {strange.join(", ")}.
          </Callout>
        ) : null}
      </div>
      {addresses ? null : (
        <>
          <Button busy={busy} onClick={() => void show()}>
            Show both addresses
          </Button>
          <p className="mt-1.5 text-pretty text-soft text-xs">
            Read them letter by letter before you agree. It is written down that you were shown them.
          </p>
        </>
      )}
      {trouble ? (
        <div className="mt-3">
          <Trouble {...refusedOf(trouble)} />
        </div>
      ) : null}
    </div>
  );
}
