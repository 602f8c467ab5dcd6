"use client";
import type { GrievanceDetail } from "@/app/_trpc/answers";
import { Callout } from "@/app/_ui/callout";
import { Panel } from "../../requests/_detail/panel";
import { CaseActs } from "../_acts/case-acts";
import { DecisionPanel } from "./_decide/decision-panel";
import { OrdersPanel } from "./_orders/orders-panel";
import { CaseClock } from "./case-clock";
import { CaseHead } from "./case-head";
import { CaseLetters } from "./case-letters";
import { DeskThread } from "./desk-thread";
import { HandIn } from "./hand-in";

/** One case: its clock and whose it is, the thread, and what is decided and ordered. Whoever is involved gets the clock and the reason (G1). */
export function CaseView({ detail }: { detail: GrievanceDetail }) {
  return (
    <article aria-label="Grievance" className="pb-10">
      <CaseHead detail={detail} />
      <CaseClock detail={detail} />
      {detail.isInvolved ? (
        <div className="px-4 pb-4 sm:px-6">
          <Callout tone="held">
            You had a hand in what this case is about. Another officer looks after it and decides; what was written, and their notes, are
            not shown to you (G1).
          </Callout>
        </div>
      ) : (
        <>
          <CaseActs detail={detail} />
          <Panel title="What was written">
            <DeskThread detail={detail} />
            <HandIn detail={detail} />
          </Panel>
          <DecisionPanel detail={detail} />
          <OrdersPanel detail={detail} />
          <CaseLetters detail={detail} />
        </>
      )}
    </article>
  );
}
