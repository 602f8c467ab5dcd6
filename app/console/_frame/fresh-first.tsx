"use client";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { useServerTime } from "@/app/_ui/tick";
import { useMe } from "./operator";
import { signInAfresh } from "./sign-in-afresh";

/**
 * At the head of a dialog for what cannot be taken back (A2): says that it takes a fresh sign-in before anything is typed, and leads
 * through it. Nothing where the sign-in is fresh still.
 */
export function FreshFirst() {
  const { now, freshUntil } = useMe();
  const [going, setGoing] = useState(false);
  const isFresh = useServerTime(now, (at) => (freshUntil && at < freshUntil.getTime() ? "yes" : "no")) === "yes";
  if (isFresh) return null;
  const go = () => {
    setGoing(true);
    void signInAfresh().catch(() => setGoing(false));
  };
  return (
    <Callout
      tone="info"
      className="mt-4"
      action={
        <Button busy={going} onClick={go}>
          Sign in again first
        </Button>
      }
    >
      This takes a sign-in of the last minutes. You come back to this page.
    </Callout>
  );
}
