"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Choices } from "@/app/_ui/choices";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { useSay } from "@/app/_ui/toast";
import { Trouble } from "@/app/_ui/trouble";
import { ORDER_DECLINE_WORDS, REVIEW_END_WORDS } from "@/app/_words/orders";

type Props = { act: "finish" | "decline"; orderId: string; onClose: () => void };
type Finish = keyof typeof REVIEW_END_WORDS;
type Decline = keyof typeof ORDER_DECLINE_WORDS;

const ASKED = {
  finish: {
    title: "What came of the review?",
    description: "The officer sees it on the case. The order ends with it.",
    act: "End the order",
    safe: "Not yet",
  },
  decline: {
    title: "Why is it not carried out?",
    description: "The officer sees the reason on the case, and can order something else. The order ends with it.",
    act: "End the order",
    safe: "Leave it open",
  },
} as const;

const choicesOf = (words: Record<string, string>) => Object.entries(words).map(([value, title]) => ({ value, title }));

/** Ending an order says how, in one of a few words that the officer's register counts. */
export function EndOrderDialog({ act, orderId, onClose }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useSay();
  const safe = useRef<HTMLButtonElement>(null);
  const [because, setBecause] = useState<string | null>(null);
  const onSuccess = async () => {
    onClose();
    say("The order has ended. The officer sees how.");
    await queries.invalidateQueries(trpc.order.pathFilter());
  };
  const finish = useMutation(trpc.order.finish.mutationOptions({ retry: false, onSuccess }));
  const decline = useMutation(trpc.order.decline.mutationOptions({ retry: false, onSuccess }));
  const { error, isPending } = act === "finish" ? finish : decline;
  const end = () => {
    if (act === "finish") finish.mutate({ orderId, because: because as Finish });
    else decline.mutate({ orderId, because: because as Decline });
  };
  const words = ASKED[act];
  return (
    <Dialog open onClose={onClose} focus={safe} title={words.title} description={words.description}>
      <div className="mt-4">
        <Choices
          label={words.title}
          value={because}
          onChoose={setBecause}
          choices={choicesOf(act === "finish" ? REVIEW_END_WORDS : ORDER_DECLINE_WORDS)}
        />
      </div>
      {error ? (
        <div className="mt-4">
          <Trouble {...refusedOf(error as unknown as ApiError)} />
        </div>
      ) : null}
      <DialogChoices>
        <Button ref={safe} onClick={onClose}>
          {words.safe}
        </Button>
        <Button look="primary" busy={isPending} disabled={!because} onClick={end}>
          {words.act}
        </Button>
      </DialogChoices>
    </Dialog>
  );
}
