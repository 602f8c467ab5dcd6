"use client";
import type { ReactNode } from "react";
import { forgetBrowser } from "@/app/_ui/theme";

/** A form that signs out: it also takes back what the pages have kept in this browser (C1). Without a script they have kept nothing. */
export function ForgettingForm({ action, children }: { action: () => Promise<void>; children: ReactNode }) {
  return (
    <form action={action} onSubmit={forgetBrowser}>
      {children}
    </form>
  );
}
