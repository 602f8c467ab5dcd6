"use client";
import { useState } from "react";
import type { ApprovalDetail } from "@/app/_trpc/answers";
import { buttonClass } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/commands";
import { cx } from "@/app/_ui/cx";
import { Kbd } from "@/app/_ui/kbd";
import { ApprovalDialog } from "./approval-dialog";

const ACTS = {
  agree: { title: "Agree…", keys: "a", look: "primary" },
  decline: { title: "Decline…", keys: "x", look: "danger" },
} as const;
export type Answer = keyof typeof ACTS;

/** Yes or no, by the room's own procedure, or why not by this person. */
export function ApprovalActs({ detail }: { detail: ApprovalDetail }) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const { allowed, because } = detail.decision;
  const names = Object.keys(ACTS) as Answer[];
  useCommands(
    names.map((name) => ({
      id: `approval-${name}`,
      title: ACTS[name].title.replace("…", ""),
      group: "Approval",
      keys: ACTS[name].keys,
      because,
      run: () => {
        if (allowed) setAnswer(name);
      },
    })),
  );
  return (
    <section aria-label="Decision" className="border-line border-t px-4 py-3 sm:px-6">
      {detail.endedAt ? null : (
        <div className="flex flex-wrap gap-2 max-sm:flex-col">
          {names.map((name) => (
            <button
              key={name}
              type="button"
              aria-disabled={!allowed || undefined}
              aria-describedby={allowed ? undefined : "why-not-approval"}
              onClick={() => {
                if (allowed) setAnswer(name);
              }}
              className={cx(
                buttonClass(ACTS[name].look),
                !allowed && "cursor-not-allowed border-line bg-sunken text-faint hover:bg-sunken",
              )}
            >
              {ACTS[name].title}
              <span className="hidden lg:inline">
                <Kbd keys={ACTS[name].keys} tone="inherit" />
              </span>
            </button>
          ))}
        </div>
      )}
      {because ? (
        <p id="why-not-approval" className="mt-2 text-pretty text-soft text-xs">
          {because}
        </p>
      ) : null}
      {answer ? <ApprovalDialog key={answer} answer={answer} detail={detail} onClose={() => setAnswer(null)} /> : null}
    </section>
  );
}
