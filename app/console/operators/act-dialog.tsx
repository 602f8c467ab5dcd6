"use client";
import { useRef, useState } from "react";
import { type ApiError, type OperatorDetail, type OperatorRow, refusedOf } from "@/app/_trpc/answers";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { Trouble } from "@/app/_ui/trouble";
import { FreshFirst } from "../_frame/fresh-first";
import { wordsOf } from "./act-words";
import type { ActName } from "./operator-acts";
import { RoleChoice } from "./role-choice";
import { useAct } from "./use-act";

/** What the server takes from a fresh sign-in only (A2). */
const FRESH: ReadonlySet<ActName> = new Set<ActName>(["ask_role", "agree", "end_access"]);

/** The question before an act about somebody who works here: what follows from it, in words. */
export function ActDialog({ act, detail, onClose }: { act: ActName; detail: OperatorDetail; onClose: () => void }) {
  const words = wordsOf(act, detail);
  const safe = useRef<HTMLButtonElement>(null);
  const [role, setRole] = useState<OperatorRow["role"] | null>(null);
  const perform = useAct(act, detail, onClose);
  const asksRole = act === "ask_role";
  const ready = !asksRole || role !== null;
  return (
    <Dialog open onClose={onClose} focus={safe} title={words.title} description={words.description}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) perform.mutate(role);
        }}
      >
        {FRESH.has(act) ? <FreshFirst /> : null}
        <ul className="mt-4 flex list-disc flex-col gap-1 pl-5 text-pretty">
          {words.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
        {asksRole ? (
          <RoleChoice value={role} has={detail.operator.state === "ended" ? null : detail.operator.role} onChoose={setRole} />
        ) : null}
        {perform.error ? (
          <div className="mt-4">
            <Trouble {...refusedOf(perform.error as unknown as ApiError)} />
          </div>
        ) : null}
        <DialogChoices>
          <Button ref={safe} onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" look={words.look} busy={perform.isPending} disabled={!ready}>
            {words.act}
          </Button>
        </DialogChoices>
      </form>
    </Dialog>
  );
}
