"use client";
import { useParams } from "next/navigation";
import type { ReactNode } from "react";
import { SideBySide } from "@/app/_ui/side-by-side";
import { ApprovalsList } from "./approvals-list";

export function Split({ children }: { children: ReactNode }) {
  const openId = useParams<{ id?: string }>().id ?? null;
  return (
    <SideBySide label="What takes a second person" list={<ApprovalsList openId={openId} />} isOpen={openId !== null}>
      {children}
    </SideBySide>
  );
}
