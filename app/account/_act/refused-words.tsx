"use client";
import { usePathname } from "next/navigation";
import { use } from "react";
import { FrameWords } from "../_frame/frame-words";
import type { Refused } from "./account-api";

/** The same above the form, to be seen and heard at once. Plain on purpose: the parts of the console weigh more than the page may. */
export function RefusedAbove({ outcome }: { outcome: Refused }) {
  return (
    <div data-said tabIndex={-1} className="mb-5 outline-none">
      <p role="alert" className="rounded-md bg-purging-ground px-3 py-2.5 text-pretty text-purging">
        <RefusedWords outcome={outcome} />
      </p>
    </div>
  );
}

/** Why an act was refused. Whose session is over reads it in the language of the page, and finds the way to sign in and back. */
export function RefusedWords({ outcome }: { outcome: Refused }) {
  const { signedOut, signIn, language } = use(FrameWords);
  const returnTo = usePathname();
  if (!outcome.isSignedOut) return outcome.refused;
  return (
    <>
      {signedOut || outcome.refused}{" "}
      <a href={`/account/sign-in?${new URLSearchParams({ lang: language, returnTo })}`} className="underline underline-offset-4">
        {signIn}
      </a>
    </>
  );
}
