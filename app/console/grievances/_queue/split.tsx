"use client";
import { useParams, usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { SideBySide } from "@/app/_ui/side-by-side";
import { CaseQueue } from "./case-queue";

const QUEUE = "/console/grievances";

/** The queue beside the case that is open of it. Other pages of the desk have the room to themselves. */
export function Split({ children }: { children: ReactNode }) {
  const openId = useParams<{ id?: string }>().id ?? null;
  const pathname = usePathname();
  if (pathname !== QUEUE && pathname !== `${QUEUE}/${openId}`) return children;
  return (
    <SideBySide label="Queue of the grievance desk" list={<CaseQueue openId={openId} />} isOpen={openId !== null}>
      {children}
    </SideBySide>
  );
}
