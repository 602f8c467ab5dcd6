import type { TRPCClient } from "@trpc/client";
import type { RequestDetail } from "@/app/_trpc/answers";
import { instantIn } from "@/app/_ui/instant";
import { many } from "@/app/_ui/rupees";
import type { AppRouter } from "@/server/trpc/root";
import type { ActCall } from "./acts";

/** Does an act on the version the person was looking at, and answers with a sentence of what exactly happened. */
export async function performAct(api: TRPCClient<AppRouter>, detail: RequestDetail, version: number, call: ActCall): Promise<string> {
  const on = { requestId: detail.request.id, version };
  const tenant = detail.tenant?.name ?? "The tenant";
  switch (call.act) {
    case "verify": {
      const { agreedBySecondPerson } = await api.request.verify.mutate({ ...on, seen: detail.secondPerson.seen });
      return `Verified${agreedBySecondPerson ? ", with you as the second person" : ""}. ${tenant} is still active; the next step is to deactivate it.`;
    }
    case "propose_verification":
    case "propose_return":
      await api.request.propose.mutate({ ...on, act: call.act });
      return "A second person is asked to agree. The proposal is void after 48 hours, or when the facts change.";
    case "send_code":
      await api.request.sendCode.mutate(on);
      return "A new code is on its way to the owner's address on file.";
    case "lodge_return": {
      const { codeSent } = await api.request.lodgeReturn.mutate(on);
      const code = codeSent
        ? "A code is on its way to the owner's address on file."
        : "No code went out now; send one as soon as it is offered.";
      return `Written down: the owner wants to come back. ${code} ${tenant} stays closed until the code is confirmed and you or a colleague reactivates it.`;
    }
    case "reject": {
      const { mailTo } = await api.request.reject.mutate({ ...on, because: call.because });
      return `Rejected. ${mailTo ? `The reason goes to ${mailTo} by mail.` : "No mail goes out, because nothing proves whose address it is."}`;
    }
    case "withdraw": {
      const { mailTo } = await api.request.withdraw.mutate(on);
      return `Withdrawn. ${mailTo ? `The owner is told by mail to ${mailTo}.` : "Nobody is on record to be told."}`;
    }
    case "deactivate": {
      const { keysRevoked, sessionsEnded, purgeDueAt } = await api.request.deactivate.mutate({ ...on, organisation: call.organisation });
      return `${tenant} is deactivated and sealed: ${many(keysRevoked, "key")} revoked, ${many(sessionsEnded, "session")} ended. The owner is told. Everything is erased from ${instantIn(purgeDueAt)}, unless the owner comes back before. The doors are being tried now.`;
    }
    case "reactivate": {
      const { tablesCompared, rowsCompared, reactivatedAt } = await api.request.reactivate.mutate({
        ...on,
        organisation: call.organisation,
        seen: detail.secondPerson.seen,
      });
      return `${tenant} is back since ${instantIn(reactivatedAt)}: ${many(tablesCompared, "table")} with ${many(rowsCompared, "row")} compared with the seal, all equal. The old keys stay revoked; the owner makes new ones.`;
    }
  }
}
