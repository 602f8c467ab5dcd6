"use client";
import { useState } from "react";
import type { ApprovalDetail } from "@/app/_trpc/answers";
import { ActRow, useActCommands, WhyNot } from "../_frame/act-row";
import { ApprovalDialog } from "./approval-dialog";

const ACTS = {
  agree: { title: "Agree…", keys: "a", look: "primary" },
  decline: { title: "Decline…", keys: "x", look: "danger" },
} as const;
export type Answer = keyof typeof ACTS;
const NAMES = Object.keys(ACTS) as Answer[];

/** Yes or no, by the room's own procedure, or why not by this person. */
export function ApprovalActs({ detail }: { detail: ApprovalDetail }) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const acts = NAMES.map((name) => ({ name, ...ACTS[name], ...detail.decision }));
  useActCommands({ noun: "approval", group: "Approval", acts, onStart: setAnswer });
  return (
    <section aria-label="Decision" className="border-line border-t px-4 py-3 sm:px-6">
      {detail.endedAt ? null : <ActRow noun="approval" acts={acts} onStart={setAnswer} />}
      <WhyNot noun="approval" acts={acts} />
      {answer ? <ApprovalDialog key={answer} answer={answer} detail={detail} onClose={() => setAnswer(null)} /> : null}
    </section>
  );
}
