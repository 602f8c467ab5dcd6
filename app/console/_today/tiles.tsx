import {
  CalendarCheck,
  CalendarClock,
  ClipboardList,
  Flame,
  HandCoins,
  Hourglass,
  LockKeyhole,
  type LucideIcon,
  MailQuestion,
  Mails,
  OctagonAlert,
  Scale,
  ShieldCheck,
  TriangleAlert,
  Undo2,
  UserRoundCheck,
  UserRoundPlus,
  UsersRound,
} from "lucide-react";
import Link from "next/link";
import type { DeskToday, OrdersWaiting, RefundCounts, Today } from "@/app/_trpc/answers";
import { cx } from "@/app/_ui/cx";
import { count } from "@/app/_ui/rupees";
import { Skeleton } from "@/app/_ui/skeleton";
import type { ListFilter } from "@/server/deletion/list-filter";
import { listHref } from "../requests/_list/filter";

type Tile = { number: number; title: string; icon: LucideIcon; look: string } & ({ view: Partial<ListFilter> } | { href: string });

/** As many columns as the tiles fill evenly. Each tile draws its own lines, so that a place without a tile stays plain. */
const tileGrid = (tiles: number): string =>
  cx(
    "grid grid-cols-2 overflow-clip border-line border-y",
    tiles % 5 === 0 ? "md:grid-cols-5" : tiles % 3 === 0 ? "md:grid-cols-3" : "md:grid-cols-4",
  );
const TILE = "-mt-px -ml-px border-line border-t border-l last:odd:col-span-2 md:last:odd:col-span-1";

type Props = {
  today: Today;
  refunds: RefundCounts;
  acts: boolean;
  /** Whether this person may agree to refunds at all. */
  agrees: boolean;
  /** Letters that ask for a refund; null for whom letters are not shown to. */
  letters: number | null;
  /** What the desk needs, for its officer; null for everybody else. */
  desk: DeskToday | null;
  /** Orders of the officer; null for whom they are not shown to. */
  orders: OrdersWaiting | null;
  /** What waits for this person's word as the second one. */
  approvals: number;
};

/** Each number with the saved view it counts. A zero is quiet. */
export function Tiles(props: Props) {
  const tiles = tilesOf(props);
  return (
    <ul className={tileGrid(tiles.length)}>
      {tiles.map((tile) => (
        <li key={tile.title} className={TILE}>
          <Link
            href={"href" in tile ? tile.href : listHref(tile.view)}
            className="flex h-24 flex-col justify-center px-4 hover:bg-hover focus-visible:-outline-offset-2 sm:px-6"
          >
            <span className={`text-2xl leading-8 tabular-nums ${tile.number > 0 ? tile.look : "text-faint"}`}>{count(tile.number)}</span>
            <span className="flex items-center gap-1.5 text-soft">
              <tile.icon aria-hidden className="size-3.5 shrink-0" />
              <span className="truncate">{tile.title}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The tiles' shape, before the numbers are there. */
export function TilesSkeleton({
  acts,
  reads,
  keepsDesk,
  ordered,
}: {
  acts: boolean;
  reads: boolean;
  keepsDesk: boolean;
  ordered: boolean;
}) {
  const tiles = 15 + Number(acts) + Number(reads) + (keepsDesk ? 3 : 0) + Number(ordered);
  return (
    <div role="status" aria-label="Today is loading" className={tileGrid(tiles)}>
      {Array.from({ length: tiles }, (_, at) => `tile-${at}`).map((tile) => (
        <div key={tile} className={TILE}>
          <div className="flex h-24 flex-col justify-center gap-2 px-4 sm:px-6">
            <Skeleton className="h-7 w-10" />
            <Skeleton className="h-4 w-28 max-w-full" />
          </div>
        </div>
      ))}
    </div>
  );
}

function tilesOf({ today: { byState, due, mine, holds }, refunds, acts, agrees, letters, desk, orders, approvals }: Props): Tile[] {
  const tiles: Tile[] = [
    ...(desk ? deskTiles(desk) : []),
    { number: approvals, title: "Approvals for me", icon: UsersRound, look: "text-received", href: "/console/approvals" },
    ...(orders ? [{ number: orders.untaken, title: "Orders waiting", icon: ClipboardList, look: "text-last", href: ORDERS }] : []),
    { number: byState.received ?? 0, title: "To verify", icon: MailQuestion, look: "text-received", view: { state: ["received"] } },
    { number: byState.verified ?? 0, title: "Await deactivation", icon: ShieldCheck, look: "text-verified", view: { state: ["verified"] } },
    { number: due.returning, title: "Ask to come back", icon: Undo2, look: "text-received", view: { returning: true } },
    { number: due.within24h, title: "Erased within 24 h", icon: Hourglass, look: "text-last", view: { due: "24h" } },
    { number: due.within7d, title: "Erased within 7 d", icon: CalendarClock, look: "text-soon", view: { due: "7d" } },
    { number: due.overdue, title: "Deletions overdue", icon: TriangleAlert, look: "text-purging", view: { due: "overdue" } },
    { number: due.held, title: "Held", icon: LockKeyhole, look: "text-held", view: { held: true } },
    { number: holds.toAgree, title: "Holds to agree", icon: UserRoundPlus, look: "text-held", href: "/console/holds?view=to_agree" },
    { number: holds.toReview, title: "Holds to review", icon: CalendarCheck, look: "text-held", href: "/console/holds?view=to_review" },
    ...(letters === null
      ? []
      : [{ number: letters, title: "Letters for refunds", icon: Mails, look: "text-received", href: "/console/letters?outcome=refunds" }]),
    { number: refunds.toDecide, title: "Refunds to decide", icon: HandCoins, look: "text-received", href: "/console/refunds" },
    {
      number: agrees ? refunds.mineToApprove : 0,
      title: "Refunds to agree",
      icon: UserRoundPlus,
      look: "text-received",
      href: "/console/refunds?view=to_approve",
    },
    {
      number: refunds.needsPerson,
      title: "Refunds in trouble",
      icon: OctagonAlert,
      look: "text-purging",
      href: "/console/refunds?view=needs_person",
    },
    { number: refunds.differences, title: "Books that differ", icon: Scale, look: "text-purging", href: "/console/refunds/differences" },
    { number: byState.purging ?? 0, title: "Purging now", icon: Flame, look: "text-purging", view: { state: ["purging"] } },
  ];
  return acts ? [...tiles, { number: mine, title: "On my list", icon: UserRoundCheck, look: "text-ink", view: { mine: true } }] : tiles;
}

const DESK = "/console/grievances?state=open";
const ORDERS = "/console/orders";

/** The queue begins with what runs out first, so each of these leads to its head. */
const deskTiles = ({ overdue, runningOut, unacknowledged }: DeskToday): Tile[] => [
  { number: overdue, title: "Grievances overdue", icon: TriangleAlert, look: "text-purging", href: DESK },
  { number: runningOut, title: "Answer within 7 d", icon: Hourglass, look: "text-last", href: DESK },
  { number: unacknowledged, title: "Not acknowledged", icon: MailQuestion, look: "text-purging", href: DESK },
];
