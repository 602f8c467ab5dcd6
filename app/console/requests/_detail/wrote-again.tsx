"use client";
import { MailWarning } from "lucide-react";
import type { RequestDetail } from "@/app/_trpc/answers";
import { Button } from "@/app/_ui/button";
import { Time } from "@/app/_ui/time";
import { intentWords } from "@/app/_words/letters";
import { ALERT_WORDS } from "@/app/_words/words";

/** The owner's last word came after the evidence below: said above everything, and kept in sight while one scrolls. */
export function WroteAgain({ detail, onRead }: { detail: RequestDetail; onRead: () => void }) {
  const newest = detail.letters.at(-1);
  if (!newest) return null;
  const { title, todo } = ALERT_WORDS.owner_wrote_again;
  return (
    <div className="z-10 bg-ground px-4 pb-4 sm:px-6 lg:[@media(min-height:700px)]:sticky lg:[@media(min-height:700px)]:top-0 lg:[@media(min-height:700px)]:py-3">
      <div
        role="alert"
        className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border-2 border-purging bg-purging-ground px-3 py-2.5 text-purging"
      >
        <MailWarning aria-hidden className="size-5 shrink-0" />
        <div className="min-w-0 grow basis-64 text-pretty">
          <p className="font-medium">
            {title}: {newest.isOfDesk ? "to the grievance desk" : intentWords(newest)}.
          </p>
          <p>
            {newest.isOfDesk ? "Ask the grievance officer before you act on this request." : todo}{" "}
            {newest.sender === "passed" ? null : "Its sender is not proven."}{" "}
            <Time at={newest.receivedAt} now={detail.now} relative={false} className="whitespace-nowrap" />
          </p>
        </div>
        <Button size="small" onClick={onRead}>
          {newest.isOfDesk ? "See the letters" : "Read the newest letter"}
        </Button>
      </div>
    </div>
  );
}
