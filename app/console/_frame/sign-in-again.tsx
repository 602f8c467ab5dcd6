"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { Trouble } from "@/app/_ui/trouble";
import { signInAfresh } from "./sign-in-afresh";

type SaysNo = { message?: string; data?: { refusal?: { code: string } | null } | null } | null;
const wantsFresh = (error: unknown): boolean => (error as SaysNo)?.data?.refusal?.code === "sign_in_again";

/**
 * What cannot be taken back takes a sign-in of the last minutes (A2). One dialog for every screen: it leads through the identity
 * provider, which asks anew who one is, and back to the same address. The server judges what the provider says, not our asking.
 */
export function SignInAgain() {
  const queries = useQueryClient();
  const [sentence, setSentence] = useState<string | null>(null);
  const [going, setGoing] = useState(false);
  const [failed, setFailed] = useState(false);
  const go = useRef<HTMLButtonElement>(null);
  useEffect(
    () =>
      queries.getMutationCache().subscribe((event) => {
        if (event.type !== "updated" || event.action.type !== "error" || !wantsFresh(event.action.error)) return;
        setSentence((event.action.error as SaysNo)?.message ?? "");
      }),
    [queries],
  );
  const leave = async () => {
    setGoing(true);
    setFailed(false);
    try {
      await signInAfresh();
    } catch {
      setFailed(true);
      setGoing(false);
    }
  };
  if (sentence === null) return null;
  return (
    <Dialog open onClose={() => setSentence(null)} focus={go} title="Sign in again" description={sentence}>
      <p className="mt-3 text-pretty text-soft">Nothing was changed. What you typed has to be typed again afterwards.</p>
      {failed ? (
        <div className="mt-4">
          <Trouble sentence="The console cannot be reached. Check the connection and try again." />
        </div>
      ) : null}
      <DialogChoices>
        <Button onClick={() => setSentence(null)}>Not now</Button>
        <Button ref={go} look="primary" busy={going} onClick={() => void leave()}>
          {going ? "Going to the sign-in…" : "Sign in again"}
        </Button>
      </DialogChoices>
    </Dialog>
  );
}
