"use client";
import { useParams } from "next/navigation";
import type { ReactNode } from "react";
import { cx } from "@/app/_ui/cx";
import { RefundQueue } from "./refund-queue";

/** Queue and refund side by side where there is room for both; one after the other where there is not. */
export function Split({ children }: { children: ReactNode }) {
  const openId = useParams<{ id?: string }>().id ?? null;
  return (
    <div className="lg:flex lg:h-full">
      <section
        aria-label="Queue of refunds"
        className={cx(
          "relative min-w-0 lg:w-[22.5rem] lg:shrink-0 lg:overflow-y-auto lg:border-line lg:border-r xl:w-[26rem]",
          openId && "max-lg:hidden",
        )}
      >
        <RefundQueue openId={openId} />
      </section>
      <div className={cx("min-w-0 grow lg:h-full", !openId && "max-lg:hidden")}>{children}</div>
    </div>
  );
}
