"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { buttonClass } from "@/app/_ui/button";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";

const saysSignedOut = (error: unknown): boolean => (error as { data?: { code?: string } } | null)?.data?.code === "UNAUTHORIZED";

/** A session ends after 12 hours, or at once when a lead ends it. The page stays, and the way back leads to it. */
export function SignedOut() {
  const queries = useQueryClient();
  const [out, setOut] = useState(false);
  const again = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    const fromQueries = queries.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error" && saysSignedOut(event.action.error)) setOut(true);
    });
    const fromActs = queries.getMutationCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error" && saysSignedOut(event.action.error)) setOut(true);
    });
    return () => {
      fromQueries();
      fromActs();
    };
  }, [queries]);
  if (!out) return null;
  const back = window.location.pathname + window.location.search;
  return (
    <Dialog
      open
      onClose={() => setOut(false)}
      focus={again}
      title="You are signed out"
      description="Your session has ended. Nothing that you saw is lost; sign in again and you are back on this page."
    >
      <DialogChoices>
        <a ref={again} href={`/sign-in?callbackUrl=${encodeURIComponent(back)}`} className={buttonClass("primary")}>
          Sign in again
        </a>
      </DialogChoices>
    </Dialog>
  );
}
