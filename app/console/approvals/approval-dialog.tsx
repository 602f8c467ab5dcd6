"use client";
import { useRef, useState } from "react";
import { type ApiError, type ApprovalDetail, refusedOf } from "@/app/_trpc/answers";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { Trouble } from "@/app/_ui/trouble";
import { TypedField } from "@/app/_ui/typed-field";
import { APPROVAL_WORDS, asksWords } from "@/app/_words/approvals";
import { FreshFirst } from "../_frame/fresh-first";
import type { Answer } from "./approval-acts";
import { BothAddresses } from "./both-addresses";
import { useAnswer } from "./use-answer";

/** What a second person agrees to by a fresh sign-in only (A2). */
const FRESH: ReadonlySet<ApprovalDetail["kind"]> = new Set<ApprovalDetail["kind"]>([
  "release_hold",
  "change_operator",
  "resume_purges",
  "replay_signals",
  "correct_address",
]);

/** The question before the answer: what follows from it, and the words typed where it cannot be taken back. */
export function ApprovalDialog({ answer, detail, onClose }: { answer: Answer; detail: ApprovalDetail; onClose: () => void }) {
  const words = APPROVAL_WORDS[detail.kind];
  // What stood on the screen when the question was opened is what is agreed to, whatever the page behind it shows by then.
  const [shown] = useState(detail);
  const [typed, setTyped] = useState("");
  const readsAddresses = answer === "agree" && shown.kind === "correct_address";
  const [isRead, setRead] = useState(false);
  const safe = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const perform = useAnswer(answer, shown, onClose);
  const wanted = answer === "agree" ? shown.typed : null;
  const ready = (wanted === null || typed.trim() === wanted.trim()) && (isRead || !readsAddresses);
  return (
    <Dialog
      open
      onClose={onClose}
      focus={wanted === null ? safe : field}
      title={answer === "agree" ? `${words.agree}?` : "Decline?"}
      description={asksWords(shown)}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !perform.isPending) perform.mutate(typed);
        }}
      >
        {answer === "agree" && FRESH.has(shown.kind) ? <FreshFirst /> : null}
        <p className="mt-3 text-pretty">{answer === "agree" ? words.does : words.decline}</p>
        {readsAddresses ? <BothAddresses detail={shown} onShown={() => setRead(true)} /> : null}
        {wanted === null ? null : <TypedField words={wanted} typed={typed} onType={setTyped} focus={field} />}
        {perform.error ? (
          <div className="mt-4">
            <Trouble {...refusedOf(perform.error as unknown as ApiError)} />
          </div>
        ) : null}
        <DialogChoices>
          <Button ref={safe} onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" look={answer === "agree" ? "primary" : "dangerous"} busy={perform.isPending} disabled={!ready}>
            {answer === "agree" ? words.agree : "Decline"}
          </Button>
        </DialogChoices>
      </form>
    </Dialog>
  );
}
