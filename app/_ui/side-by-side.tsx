import type { ReactNode } from "react";
import { cx } from "./cx";

/** A list and what is open of it, side by side where there is room for both, each scrolling by itself; one after the other where there is not. */
export function SideBySide({ label, list, isOpen, children }: { label: string; list: ReactNode; isOpen: boolean; children: ReactNode }) {
  return (
    <div className="lg:flex lg:h-full">
      <section
        aria-label={label}
        className={cx(
          "relative min-w-0 lg:w-[22.5rem] lg:shrink-0 lg:overflow-y-auto lg:border-line lg:border-r xl:w-[26rem]",
          isOpen && "max-lg:hidden",
        )}
      >
        {list}
      </section>
      <div
        className={cx("relative min-w-0 grow lg:h-full lg:overflow-y-auto print:h-auto print:overflow-visible", !isOpen && "max-lg:hidden")}
      >
        {children}
      </div>
    </div>
  );
}
