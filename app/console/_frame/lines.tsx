"use client";
import { Fragment, type ReactNode, type RefObject } from "react";
import { cx } from "@/app/_ui/cx";
import type { InPages } from "./in-pages";
import { ListSkeleton } from "./list-skeleton";
import { MoreLines } from "./more-lines";

type LinesProps<Page extends { items: { id: string }[] }> = {
  query: InPages<Page>;
  /** What the list is called, for screen readers. */
  name: string;
  /** What is said when there is no line. */
  empty: ReactNode;
  ref?: RefObject<HTMLUListElement | null>;
  className?: string;
  /** One line, with its `li`. The first page says when it was asked. */
  children: (row: Page["items"][number], first: Page) => ReactNode;
};

/** The lines of a list that is asked page by page: their shape before they are there, dimmed while others are on their way, and more at the end. */
export function Lines<Page extends { items: { id: string }[] }>({ query, name, empty, ref, className, children }: LinesProps<Page>) {
  const pages = query.data?.pages ?? [];
  const [first] = pages;
  const rows = pages.flatMap((page): Page["items"][number][] => page.items);
  return (
    <>
      {query.isPending ? <ListSkeleton /> : null}
      <ul
        ref={ref}
        aria-label={name}
        aria-busy={query.isPlaceholderData}
        className={cx(className, query.isPlaceholderData && "opacity-60") || undefined}
      >
        {first ? rows.map((row) => <Fragment key={row.id}>{children(row, first)}</Fragment>) : null}
      </ul>
      {query.data && rows.length === 0 ? empty : null}
      <MoreLines query={query} count={rows.length} />
    </>
  );
}
