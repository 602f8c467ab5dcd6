"use client";
import { useParams } from "next/navigation";
import type { ReactNode } from "react";
import { SideBySide } from "@/app/_ui/side-by-side";
import { RefundQueue } from "./refund-queue";

export function Split({ children }: { children: ReactNode }) {
  const openId = useParams<{ id?: string }>().id ?? null;
  return (
    <SideBySide label="Queue of refunds" list={<RefundQueue openId={openId} />} isOpen={openId !== null}>
      {children}
    </SideBySide>
  );
}
