"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { RefundDetail } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { rupees } from "@/app/_ui/rupees";
import { useSay } from "@/app/_ui/toast";
import { refundName } from "@/app/_words/refunds";
import type { RefundReason } from "@/server/refund/refund";

type Props = { change?: RefundDetail; onClose: () => void; onDone?: (words: string) => void };
type Saved = { tenantId: string; purchaseId: string; amountPaise: bigint; letterId?: string; reason: RefundReason };

/** Lodges the refund and goes to it, or changes the one that is open. */
export function useSave({ change, onClose, onDone }: Props) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const say = useSay();
  const lodge = useMutation(trpc.refund.lodge.mutationOptions({ retry: false }));
  const edit = useMutation(trpc.refund.edit.mutationOptions({ retry: false }));
  return useMutation({
    retry: false,
    mutationFn: async ({ amountPaise, reason, ...wish }: Saved) => {
      if (change) {
        const { id: refundId, version } = change.refund;
        await edit.mutateAsync({ refundId, version, amountPaise, reason });
        return { words: `Changed to ${rupees(amountPaise)}. It waits for a decision.`, id: null };
      }
      const { id, number } = await lodge.mutateAsync({ ...wish, amountPaise, reason });
      return { words: `${refundName(number)} is written down. The owner is told that it arrived.`, id };
    },
    onSuccess: async ({ words, id }) => {
      if (onDone) onDone(words);
      else say(words);
      if (id) {
        router.push(`/console/refunds/${id}`);
        onClose();
      }
      await queries.invalidateQueries(trpc.refund.pathFilter());
    },
    // Perhaps only the answer was lost, or somebody was faster: what is asked already is shown with the way to it.
    onError: () => queries.invalidateQueries(trpc.refund.ofTenant.pathFilter()),
  });
}
