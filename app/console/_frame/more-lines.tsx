"use client";
import { useEffect, useEffectEvent, useRef } from "react";
import { Button } from "@/app/_ui/button";
import { count as words } from "@/app/_ui/rupees";
import { askForMore, type InPages } from "./in-pages";

type MoreLinesProps = { query: InPages<unknown>; count: number };

/** The list's end: more comes when one scrolls here, or by the button. */
export function MoreLines({ query, count }: MoreLinesProps) {
  const { hasNextPage: more, isFetchingNextPage: loading } = query;
  const onMore = () => askForMore(query);
  const end = useRef<HTMLDivElement>(null);
  const reached = useEffectEvent(onMore);
  useEffect(() => {
    if (!end.current || !more) return;
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && reached(), { rootMargin: "600px" });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [more]);
  if (count === 0) return null;
  return (
    <div ref={end} className="flex h-16 items-center justify-center text-faint text-xs">
      {more ? (
        <Button look="quiet" size="small" busy={loading} onClick={onMore}>
          {loading ? "More is coming…" : "Show more"}
        </Button>
      ) : (
        <span>{count === 1 ? "That is the only one." : `Those are all ${words(count)}.`}</span>
      )}
    </div>
  );
}
