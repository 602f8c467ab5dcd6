"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import type { HoldDetail } from "@/app/_trpc/answers";
import { Callout } from "@/app/_ui/callout";
import { dayIn, instantIn } from "@/app/_ui/instant";
import { Time } from "@/app/_ui/time";
import { HoldMark } from "@/app/_words/hold-mark";
import { keptWords, scopeWords } from "@/app/_words/holds";
import { PURGE_CLASS_WORDS } from "@/app/_words/purge";
import { StateMark } from "@/app/_words/state-mark";
import { plainName, requestName } from "@/app/_words/words";
import { Panel } from "../requests/_detail/panel";
import { Timeline } from "../requests/_detail/timeline";
import { HoldActs } from "./hold-acts";

const PURGE_CLASSES = Object.keys(PURGE_CLASS_WORDS).filter((name) => name !== "objects").length;

/** The order, what it keeps, whose turn it is, and everything that happened to it. */
export function HoldView({ detail }: { detail: HoldDetail }) {
  const { hold, tenant, request, people, now } = detail;
  return (
    <article aria-label="Legal hold">
      <div className="px-4 pt-2 pb-4 sm:px-6">
        <h1 className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-lg leading-7">
          <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{hold.authority}</span>
          <HoldMark hold={{ ...hold, releaseAskedBy: people.releaseAskedBy }} />
        </h1>
        <p className="text-soft">
          <span className="font-mono text-xs [overflow-wrap:anywhere]">{hold.reference}</span> · on{" "}
          {tenant ? (
            <Link href={`/console/tenants/${tenant.id}`} className="underline decoration-edge underline-offset-4 hover:decoration-ink">
              {tenant.name}
            </Link>
          ) : (
            "a tenant that has been erased"
          )}
        </p>
      </div>
      <Stage detail={detail} />
      <HoldActs detail={detail} />
      <div className="grid md:grid-cols-2">
        <Panel title="The order" className="xl:row-start-1">
          <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5">
            <Fact name="Covers">{scopeWords(hold.scope)}</Fact>
            <Fact name="Placed">
              {people.placedBy ?? "a former colleague"}, <Time at={hold.placedAt} now={now} />
            </Fact>
            <Fact name="Agreed">
              {hold.agreedAt ? (
                <>
                  {people.agreedBy ?? "a former colleague"}, <Time at={hold.agreedAt} now={now} />
                </>
              ) : (
                "nobody yet"
              )}
            </Fact>
            <Fact name="Review">
              <span className={detail.isReviewPast ? "text-purging" : detail.isReviewDue ? "text-last" : undefined}>
                by {dayIn(hold.reviewOn)}
                {detail.isReviewPast ? ", past" : ""}
              </span>
              {hold.reviewedAt ? (
                <span className="block text-soft text-xs">
                  last confirmed {instantIn(hold.reviewedAt)} by {people.reviewedBy ?? "a former colleague"}
                </span>
              ) : null}
            </Fact>
            {request ? (
              <Fact name="Request">
                <Link
                  href={`/console/requests/${request.id}`}
                  className="inline-flex min-h-6 flex-wrap items-center gap-2 underline decoration-edge underline-offset-4 hover:decoration-ink"
                >
                  <span className="font-mono text-xs">{requestName(request.number)}</span>
                  <StateMark state={request.state} />
                </Link>
              </Fact>
            ) : null}
          </dl>
        </Panel>
        <Panel
          title={hold.endedBecause ? "What it kept" : "What it keeps"}
          className="md:border-line md:border-l xl:col-start-2 xl:row-start-1"
        >
          <ul className="flex flex-wrap gap-1.5">
            {hold.heldClasses.map((name) => (
              <li
                key={name}
                className={`rounded px-1.5 py-0.5 text-xs ${hold.endedBecause ? "bg-purged-ground text-purged" : "bg-held-ground text-held"}`}
              >
                {PURGE_CLASS_WORDS[name] ?? plainName(name)}
              </li>
            ))}
          </ul>
          <p className="mt-2 text-pretty text-soft">
            Rows that hang together are kept together, with the key that opens them. {keptWords(hold.heldClasses.length, PURGE_CLASSES)}
          </p>
        </Panel>
      </div>
      <Timeline events={detail.timeline} now={now} />
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

/** Whose turn it is, and by when. */
function Stage({ detail }: { detail: HoldDetail }) {
  const { hold, people, now, heldUntil } = detail;
  return (
    <div className="flex flex-col gap-2 px-4 pb-4 sm:px-6">
      {!hold.endedBecause && !hold.agreedAt ? (
        <Callout tone="unsure">
          It holds already. Without a second person it lapses <Time at={hold.lapsesAt} now={now} />.
        </Callout>
      ) : null}
      {people.releaseAskedBy && !hold.endedBecause ? (
        <Callout tone="unsure">
          {people.releaseAskedBy} asks for its release. Until a second person gives it, everything stays held.
        </Callout>
      ) : null}
      {detail.isReviewDue ? (
        <Callout tone={detail.isReviewPast ? "alarm" : "unsure"}>
          {detail.isReviewPast ? "Its review is past." : "Its review is near."} Confirm that the order stands, or ask for its release. Until
          then it goes on holding.
        </Callout>
      ) : null}
      {hold.releasedAt ? (
        <Callout tone="info">
          {hold.endedBecause === "lapsed" ? "It lapsed" : `${people.releasedBy ?? "A former colleague"} ${hold.endedBecause} it`}{" "}
          {instantIn(hold.releasedAt)}.
          {heldUntil && heldUntil > now ? (
            <>
              {" "}
              The data was due meanwhile: the owner is told, and erasing goes on <Time at={heldUntil} now={now} />.
            </>
          ) : null}
        </Callout>
      ) : null}
    </div>
  );
}
