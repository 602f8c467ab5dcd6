import { LockKeyhole } from "lucide-react";
import Link from "next/link";
import type { RequestDetail } from "@/app/_trpc/answers";
import { dayIn, instantIn } from "@/app/_ui/instant";
import { scopeWords, stageWords } from "@/app/_words/holds";
import { PlaceHold } from "../../holds/place-hold";
import { Panel } from "./panel";

type Hold = RequestDetail["holds"][number];
type HoldsProps = { holds: Hold[]; now: Date; held?: RequestDetail["held"]; tenant: { id: string; name: string } | null };

/** Orders of courts and authorities. What they cover is not deleted, and nothing is reopened either. */
export function Holds({ holds, now, held, tenant }: HoldsProps) {
  return (
    <Panel title="Legal holds" aside={tenant ? <PlaceHold tenantId={tenant.id} organisation={tenant.name} size="small" /> : null}>
      {holds.length === 0 ? <p className="text-soft">No order stands against deleting.</p> : null}
      <ul className="flex flex-col gap-2">
        {holds.map((hold) => (
          <li key={hold.id}>
            <Link href={`/console/holds/${hold.id}`} className="-mx-2 flex gap-3 rounded-md px-2 py-1 hover:bg-hover">
              <LockKeyhole aria-hidden className={`mt-0.5 size-4 shrink-0 ${hold.releasedAt ? "text-faint" : "text-held"}`} />
              <span className="min-w-0">
                <span className={hold.releasedAt ? "text-soft" : "text-held"}>
                  {hold.authority}, {stageWords(hold)}
                </span>
                <span className="block text-soft text-xs">covers {scopeWords(hold.scope)}</span>
                <span className="block text-soft text-xs">{needed(hold)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {held?.until && held.until > now ? (
        <p className="mt-2 text-pretty text-held">
          The hold has ended, and the owner was told. What it kept stays until {instantIn(held.until)}.
        </p>
      ) : null}
    </Panel>
  );
}

function needed(hold: Hold): string {
  if (hold.releasedAt) return `${hold.endedBecause} ${instantIn(hold.releasedAt)}`;
  if (!hold.agreedAt) return `lapses ${instantIn(hold.lapsesAt)} unless a second person agrees`;
  return hold.releaseAskedBy ? "a second person has to give its release" : `to be reviewed by ${dayIn(hold.reviewOn)}`;
}
