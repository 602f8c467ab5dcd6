"use client";
import { LogIn } from "lucide-react";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Trouble } from "@/app/_ui/trouble";

/** Off to the identity provider, and back to where one wanted to go. */
export function SignInButton({ returnTo }: { returnTo: string }) {
  const [going, setGoing] = useState(false);
  const [failed, setFailed] = useState(false);
  const go = async () => {
    setGoing(true);
    setFailed(false);
    try {
      await signIn("staff", { callbackUrl: returnTo });
    } catch {
      setFailed(true);
      setGoing(false);
    }
  };
  return (
    <div className="mt-6">
      {failed ? (
        <div className="mb-4">
          <Trouble sentence="The console cannot be reached. Check the connection and try again." />
        </div>
      ) : null}
      <Button look="primary" busy={going} onClick={() => void go()} className="h-11 w-full text-base">
        <LogIn aria-hidden className="size-4" />
        {going ? "Going to the sign-in…" : "Sign in with your staff account"}
      </Button>
    </div>
  );
}
