import { cx } from "./cx";

/** Where something will stand, in its final size. Silent for screen readers: the region around it says that it is loading. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx("block rounded bg-hover", className)} />;
}
