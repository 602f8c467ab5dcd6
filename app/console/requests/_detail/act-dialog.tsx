"use client";
import type { RequestDetail } from "@/app/_trpc/answers";
import type { ActCall, ActName } from "./acts";
import { PlainDialog } from "./plain-dialog";
import { RejectDialog } from "./reject-dialog";
import { TypedNameDialog } from "./typed-name-dialog";
import type { useActs } from "./use-acts";

export type ActDialogProps = {
  detail: RequestDetail;
  act: ActName;
  /** The version that was on the screen when the question was opened. */
  version: number;
  acts: ReturnType<typeof useActs>;
  onLookAgain: () => Promise<unknown>;
  onClose: () => void;
};
export type AskProps = Omit<ActDialogProps, "act" | "version" | "acts"> & {
  busy: boolean;
  outcome: ActDialogProps["acts"]["outcome"];
  onDo: (call: ActCall) => Promise<void>;
};

/** The question before an act. It closes when the act is done; a refusal is shown in it. */
export function ActDialog({ act, version, acts, onClose, ...rest }: ActDialogProps) {
  const ask: AskProps = {
    ...rest,
    onClose,
    busy: acts.busy,
    outcome: acts.outcome,
    onDo: async (call) => {
      if (await acts.perform(call, version)) onClose();
    },
  };
  if (act === "reject") return <RejectDialog {...ask} />;
  if (act === "deactivate" || act === "reactivate") return <TypedNameDialog {...ask} act={act} />;
  if (act === "verify" || act === "send_code") return null;
  return <PlainDialog {...ask} act={act} />;
}
