import type { TRPCClient } from "@trpc/client";
import type { RefundDetail } from "@/app/_trpc/answers";
import { rupees } from "@/app/_ui/rupees";
import { refundName } from "@/app/_words/refunds";
import type { AppRouter } from "@/server/trpc/root";
import type { ActCall } from "./acts";

/** What happened, as a sentence; and the refund to go to, where the act made another one. */
export type Done = { words: string; goTo?: string };

/** Does an act on exactly what the person was looking at, and answers with what happened. */
export async function performAct(api: TRPCClient<AppRouter>, seen: RefundDetail, call: ActCall): Promise<Done> {
  if (call.act !== "tryAgain") return { words: await performHere(api, seen, call) };
  const { id, number } = await api.refund.tryAgain.mutate({ refundId: seen.refund.id, version: seen.refund.version });
  return { words: `${refundName(number)} tries ${refundName(seen.refund.number)} again. It has to be granted like any other.`, goTo: id };
}

type CallHere = Exclude<ActCall, { act: "tryAgain" }>;

async function performHere(api: TRPCClient<AppRouter>, seen: RefundDetail, call: CallHere): Promise<string> {
  const { id: refundId, version, amountPaise } = seen.refund;
  const on = { refundId, version };
  const amount = rupees(amountPaise);
  switch (call.act) {
    case "propose": {
      const { isGranted, checkersNeeded } = await api.refund.propose.mutate(on);
      if (isGranted) return `Granted. ${amount} goes to the owner's bank now, by itself.`;
      return `Proposed. ${checkersNeeded === 1 ? "One other person has" : `${checkersNeeded} other people have`} to agree within 48 hours.`;
    }
    case "agree": {
      const { isGranted, agreed, needed } = await api.refund.agree.mutate({ refundId, factsSha256: seen.approval?.factsSha256 ?? "" });
      return isGranted
        ? `You agreed. ${amount} goes to the owner's bank now, by itself.`
        : `You agreed: ${agreed} of ${needed}. One more person has to.`;
    }
    case "refuse":
      await api.refund.refuse.mutate({ refundId });
      return "You said no. It waits for a decision again.";
    case "decline":
      await api.refund.decline.mutate({ ...on, because: call.because });
      return "Declined. The owner is told by mail, with the reason.";
    case "endTrouble":
      await api.refund.endTrouble.mutate({ ...on, because: call.because });
      return "Closed. Nothing about it waits for a person any more.";
    case "askNow":
      await api.refund.askNow.mutate({ refundId });
      return "The gateway is being asked. What it says appears here.";
  }
}
