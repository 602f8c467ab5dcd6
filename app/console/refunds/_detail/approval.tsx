"use client";
import { Check, Hourglass, UserRound, X } from "lucide-react";
import type { RefundDetail } from "@/app/_trpc/answers";
import { rupees } from "@/app/_ui/rupees";
import { Ago, Time } from "@/app/_ui/time";
import { aloneWords } from "@/app/_words/refunds";
import { timelineActor } from "@/app/_words/timeline";
import { Panel } from "../../requests/_detail/panel";

/** Whose decision it is (R5): the three bands with this one marked as long as it is open, and who has proposed and agreed so far. */
export function Approval({ detail }: { detail: RefundDetail }) {
  const { approval, bands, refund, now } = detail;
  const needed = approval?.needed ?? (refund.grantedAt ? refund.checkersNeeded : bands.needed);
  const lines = [
    { needed: 0, amount: `up to ${rupees(bands.aloneUpToPaise)}`, who: "one person alone" },
    { needed: 1, amount: `up to ${rupees(bands.twoAbovePaise)}`, who: "one other person" },
    { needed: 2, amount: `above ${rupees(bands.twoAbovePaise)}`, who: "two other people" },
  ];
  return (
    <Panel
      title={refund.state === "requested" ? "Who decides" : "Who decided"}
      aside={approval ? <Expiry at={approval.expiresAt} now={now} /> : undefined}
    >
      {refund.state === "requested" ? (
        <ul className="flex flex-col gap-0.5">
          {lines.map((line) => (
            <li
              key={line.needed}
              aria-current={line.needed === needed ? "true" : undefined}
              className="flex justify-between gap-3 rounded px-2 py-0.5 text-soft aria-[current=true]:bg-hover aria-[current=true]:font-medium aria-[current=true]:text-ink"
            >
              <span className="whitespace-nowrap tabular-nums">{line.amount}</span>
              <span className="text-right">{line.who}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {bands.spokenForPaise + bands.alonePaise > 0n && refund.state === "requested" ? (
        <p className="mt-2 text-pretty text-soft text-xs">
          {bands.spokenForPaise > 0n ? `${rupees(bands.spokenForPaise)} of this purchase is paid back or on its way already.` : ""}
          {aloneWords(bands.alonePaise)} The band is that of the whole.
        </p>
      ) : null}
      <People detail={detail} needed={needed} />
    </Panel>
  );
}

function People({ detail, needed }: { detail: RefundDetail; needed: number }) {
  const { people, approval, refund, timeline, now } = detail;
  const declined = timeline.find(({ type }) => type === "refund.declined");
  if (!people.maker && !declined) return null;
  const waits = approval ? Math.max(0, approval.needed - people.agreed.length) : 0;
  return (
    <ol className="mt-3 flex flex-col gap-1.5">
      {people.maker ? (
        <Person
          icon={UserRound}
          look="bg-accent text-on-accent"
          name={people.maker}
          did={refund.grantedAt && needed === 0 ? "granted it, alone" : "proposed to grant it"}
          at={people.proposedAt}
          now={now}
        />
      ) : null}
      {people.agreed.map((one) => (
        <Person
          key={`${one.name}-${one.at.toISOString()}`}
          icon={Check}
          look="bg-verified-ground text-verified"
          name={one.name}
          did="agreed"
          at={one.at}
          now={now}
        />
      ))}
      {declined ? (
        <Person icon={X} look="bg-purged-ground text-purged" name={timelineActor(declined)} did="declined it" at={declined.at} now={now} />
      ) : null}
      {Array.from({ length: waits }, (_, at) => `waits-${at}`).map((key) => (
        <li key={key} className="flex items-center gap-3 text-soft">
          <span className="flex size-5 shrink-0 items-center justify-center rounded-full border border-edge border-dashed">
            <Hourglass aria-hidden className="size-3" />
          </span>
          waits for somebody else
        </li>
      ))}
    </ol>
  );
}

type PersonProps = { icon: typeof Check; look: string; name: string | null; did: string; at: Date | null; now: Date };

function Person({ icon: Icon, look, name, did, at, now }: PersonProps) {
  return (
    <li className="flex items-center gap-3">
      <span className={`flex size-5 shrink-0 items-center justify-center rounded-full ${look}`}>
        <Icon aria-hidden className="size-3" strokeWidth={2.5} />
      </span>
      <span className="min-w-0 grow">
        <span className="font-medium">{name ?? "A former colleague"}</span> {did}
      </span>
      {at ? <Ago at={at} now={now} className="shrink-0 text-soft text-xs" /> : null}
    </li>
  );
}

function Expiry({ at, now }: { at: Date; now: Date }) {
  return (
    <span>
      void <Time at={at} now={now} />
    </span>
  );
}
