"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** Something of the frame that one page says itself: there the frame keeps quiet. */
export function NotOn({ path, children }: { path: string; children: ReactNode }) {
  return usePathname() === path ? null : children;
}
