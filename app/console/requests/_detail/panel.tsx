import { type ReactNode, type Ref, useId } from "react";
import { cx } from "@/app/_ui/cx";

/** One part of a request, set apart by a line. */
export function Panel({
  title,
  aside,
  children,
  className,
  place,
  anchor,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  /** Where the focus can be sent. */
  place?: Ref<HTMLElement>;
  /** Where an address can lead: "#anchor". */
  anchor?: string;
}) {
  const heading = useId();
  return (
    <section
      ref={place}
      id={anchor}
      tabIndex={place ? -1 : undefined}
      aria-labelledby={heading}
      className={cx("min-w-0 border-line border-t px-4 py-4 sm:px-6 xl:col-start-1", place && "outline-none", className)}
    >
      <div className="mb-2.5 flex min-h-6 flex-wrap items-center justify-between gap-x-3">
        <h2 id={heading} className="font-medium">
          {title}
        </h2>
        {aside ? <div className="text-soft text-xs">{aside}</div> : null}
      </div>
      {children}
    </section>
  );
}
