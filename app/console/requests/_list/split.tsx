"use client";
import { useParams } from "next/navigation";
import type { ReactNode } from "react";
import { SideBySide } from "@/app/_ui/side-by-side";
import { RequestList } from "./request-list";

export function Split({ children }: { children: ReactNode }) {
  const openId = useParams<{ id?: string }>().id ?? null;
  return (
    <SideBySide label="List of requests" list={<RequestList openId={openId} />} isOpen={openId !== null}>
      {children}
    </SideBySide>
  );
}
