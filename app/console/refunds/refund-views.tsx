"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useParams, usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { cx } from "@/app/_ui/cx";
import { count as words } from "@/app/_ui/rupees";
import { useView } from "./use-view";
import { BESIDE, QUEUE_VIEWS, VIEW_TITLES, viewHref } from "./views";

/** Everything about refunds side by side, with how much waits in each. The layout shows it above every page of this folder. */
export function RefundViews() {
  const trpc = useTRPC();
  const pathname = usePathname();
  const openId = useParams<{ id?: string }>().id ?? null;
  const view = useView(openId);
  const isDetail = openId !== null;
  const { data } = useQuery(trpc.refund.counts.queryOptions(undefined, { refetchInterval: 10_000 }));
  const inQueue = !BESIDE.some(({ href }) => pathname.startsWith(href));
  const waiting: Record<string, number | undefined> = {
    to_decide: data?.toDecide,
    to_approve: data?.toApprove,
    at_gateway: data?.atGateway,
    needs_person: data?.needsPerson,
    Differences: data?.differences,
  };
  const links = [
    ...QUEUE_VIEWS.map((one) => ({
      href: viewHref(one),
      title: VIEW_TITLES[one],
      isShown: inQueue && one === view,
      waits: waiting[one],
      isAlarm: one === "needs_person",
    })),
    ...BESIDE.map(({ href, title }) => ({ href, title, isShown: pathname.startsWith(href), waits: waiting[title], isAlarm: true })),
  ];
  const shown = useRef<HTMLAnchorElement>(null);
  const row = useRef<HTMLElement>(null);
  const isCounted = data !== undefined;
  const shownHref = links.find(({ isShown }) => isShown)?.href;
  // On a telephone the row slides: the view one is in is in sight, also when the numbers have made the others wider.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the numbers move the links
  useEffect(() => {
    const [link, nav] = [shown.current, row.current];
    if (shownHref && link && nav) nav.scrollLeft = link.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2;
  }, [shownHref, isCounted]);
  return (
    <nav
      ref={row}
      aria-label="Refunds"
      className={cx("relative flex shrink-0 gap-1 overflow-x-auto border-line border-b px-3 sm:px-5", isDetail && "max-lg:hidden")}
    >
      {links.map(({ href, title, isShown, waits, isAlarm }, at) => (
        <Link
          key={href}
          ref={isShown ? shown : undefined}
          href={href}
          prefetch={false}
          aria-current={isShown ? "page" : undefined}
          className={cx(
            "-mb-px flex h-11 shrink-0 items-center gap-1.5 border-transparent border-b-2 px-2 text-soft hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-ink aria-[current=page]:font-medium aria-[current=page]:text-ink",
            at === QUEUE_VIEWS.length && "md:ml-auto",
          )}
        >
          {title}
          {waits === undefined ? null : (
            <span
              className={cx(
                "min-w-5 rounded-full px-1.5 text-center font-medium text-xs leading-5 tabular-nums",
                waits === 0 ? "font-normal text-faint" : isAlarm ? "bg-purging text-ground" : "bg-hover text-ink",
              )}
            >
              {words(waits)}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
