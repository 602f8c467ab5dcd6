"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { type ApiError, type HoldDetail, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { dayIn, instantIn } from "@/app/_ui/instant";
import { useSay } from "@/app/_ui/toast";
import { Trouble } from "@/app/_ui/trouble";
import { scopeWords } from "@/app/_words/holds";
import { FreshFirst } from "../_frame/fresh-first";
import type { ActName } from "./hold-acts";

export const FIELD = "mt-1.5 h-10 w-full rounded-md border border-edge bg-ground px-3 max-sm:h-12 max-sm:text-base";
export const isoDay = (day: Date): string => day.toISOString().slice(0, 10);

/** The question before an act on a hold: its consequences in words, and the reference typed where data is let go. */
export function HoldDialog({ act, detail, onClose }: { act: ActName; detail: HoldDetail; onClose: () => void }) {
  const words = wordsOf(act, detail);
  const field = useId();
  const start = useRef<HTMLInputElement>(null);
  const safe = useRef<HTMLButtonElement>(null);
  const [value, setValue] = useState("");
  const perform = usePerform(act, detail, onClose);
  const ready = !words.field || (act === "release" ? value.trim() === detail.hold.reference : value !== "");
  return (
    <Dialog open onClose={onClose} focus={words.field ? start : safe} title={words.title} description={words.description}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) perform.mutate(value);
        }}
      >
        {act === "release" ? <FreshFirst /> : null}
        <ul className="mt-4 flex list-disc flex-col gap-1 pl-5 text-pretty">
          {words.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
        {words.field ? (
          <label htmlFor={field} className="mt-4 block [overflow-wrap:anywhere]">
            {words.field}
            <input
              ref={start}
              id={field}
              value={value}
              onChange={(event) => setValue(event.target.value)}
              autoComplete="off"
              spellCheck={false}
              className={FIELD}
              {...(act === "review"
                ? { type: "date", min: isoDay(new Date(detail.now.getTime() + 86_400_000)), max: isoDay(detail.latestReviewOn) }
                : { maxLength: 300 })}
            />
          </label>
        ) : null}
        {perform.error ? (
          <div className="mt-4">
            <Trouble {...refusedOf(perform.error as unknown as ApiError)} />
          </div>
        ) : null}
        <DialogChoices>
          <Button ref={safe} onClick={onClose}>
            {words.safe}
          </Button>
          <Button type="submit" look={words.look} busy={perform.isPending} disabled={!ready}>
            {words.act}
          </Button>
        </DialogChoices>
      </form>
    </Dialog>
  );
}

/** One call per act; afterwards everything that shows holds is asked again. */
function usePerform(act: ActName, detail: HoldDetail, onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useSay();
  const holdId = detail.hold.id;
  // As it was when the question was opened, not as it may be by the time of the answer.
  const [seen] = useState(detail.seen);
  const agree = useMutation(trpc.hold.agree.mutationOptions({ retry: false }));
  const decline = useMutation(trpc.hold.decline.mutationOptions({ retry: false }));
  const review = useMutation(trpc.hold.review.mutationOptions({ retry: false }));
  const askRelease = useMutation(trpc.hold.askRelease.mutationOptions({ retry: false }));
  const release = useMutation(trpc.hold.release.mutationOptions({ retry: false }));
  return useMutation({
    retry: false,
    mutationFn: async (value: string): Promise<string> => {
      if (act === "agree") return agree.mutateAsync({ holdId, seen }).then(() => "You agreed. The hold stands until it is released.");
      if (act === "decline") return decline.mutateAsync({ holdId }).then(() => "You declined. The hold has ended.");
      if (act === "review") return review.mutateAsync({ holdId, reviewOn: value }).then(() => "Confirmed. The review has moved on.");
      if (act === "ask_release") return askRelease.mutateAsync({ holdId }).then(() => "A second person is asked to release it.");
      const { erasedFrom } = await release.mutateAsync({ holdId, reference: value, seen });
      return erasedFrom ? `Released. The owner is told now; erasing goes on from ${instantIn(erasedFrom)}.` : "Released.";
    },
    onSuccess: async (done) => {
      onDone();
      say(done);
      await Promise.all(
        [trpc.hold.pathFilter(), trpc.request.pathFilter(), trpc.tenant.pathFilter()].map((filter) => queries.invalidateQueries(filter)),
      );
    },
  });
}

type Words = {
  title: string;
  description: string;
  points: string[];
  field?: string;
  safe: string;
  act: string;
  look: "primary" | "dangerous";
};

function wordsOf(act: ActName, { hold, tenant, purgeDueAt, now, latestReviewOn }: HoldDetail): Words {
  const whose = tenant?.name ?? "the erased tenant";
  const isDue = purgeDueAt !== null && purgeDueAt <= now;
  const afterwards = isDue
    ? "The data was due meanwhile: the owner is told now, and after 48 hours what is left is erased for good."
    : purgeDueAt
      ? `Nothing is erased before the 30 days are over, ${instantIn(purgeDueAt)}.`
      : "The tenant is active: nothing is erased by this.";
  const order = `${hold.authority}, ${hold.reference}, covers ${scopeWords(hold.scope)}.`;
  switch (act) {
    case "agree":
      return {
        title: `Agree to the hold on ${whose}?`,
        description: order,
        points: [
          "You have seen the order, and it says what stands here.",
          `Nothing it covers is deleted until it is released. It is reviewed by ${dayIn(hold.reviewOn)}.`,
        ],
        safe: "Not now",
        act: "Agree to the hold",
        look: "primary",
      };
    case "decline":
      return {
        title: `Decline the hold on ${whose}?`,
        description: order,
        points: ["The hold ends at once.", afterwards],
        safe: "Leave it",
        act: "Decline the hold",
        look: "dangerous",
      };
    case "review":
      return {
        title: "Confirm that the order stands?",
        description: order,
        points: [
          "You have asked the authority, or read the order again.",
          "The data stays held, and the reminder goes until a week before the new day.",
        ],
        field: `Next review, at the latest ${dayIn(latestReviewOn)}`,
        safe: "Not now",
        act: "It stands",
        look: "primary",
      };
    case "ask_release":
      return {
        title: `Ask for the release of the hold on ${whose}?`,
        description: order,
        points: [
          "A second person gives it; you cannot yourself. If nobody does within 48 hours, you can ask again.",
          "Until then everything stays held.",
        ],
        safe: "Not now",
        act: "Ask for its release",
        look: "primary",
      };
    case "release":
      return {
        title: `Release the hold on ${whose}?`,
        description: order,
        points: ["What only this hold kept may be deleted again.", afterwards],
        field: `Type ${hold.reference} to go on`,
        safe: "Keep the hold",
        act: "Release the hold",
        look: "dangerous",
      };
  }
}
