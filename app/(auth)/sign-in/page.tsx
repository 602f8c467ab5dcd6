import type { Metadata } from "next";
import { Callout } from "@/app/_ui/callout";
import { ThemeSwitch } from "@/app/_ui/theme-switch";
import { safeReturn } from "./safe-return";
import { SignInButton } from "./sign-in-button";
import { troubleSentence } from "./sign-in-trouble";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The only way in for staff. Says what this is, and in plain words why somebody was not let in. */
export default async function SignInPage({ searchParams }: Props) {
  const params = await searchParams;
  const word = (name: string) => (typeof params[name] === "string" ? params[name] : undefined);
  const trouble = troubleSentence(word("refused"), word("error"));
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-10 text-sm">
      <div className="w-full max-w-sm">
        <svg aria-hidden viewBox="0 0 32 32" className="size-10">
          <rect width="32" height="32" rx="8" fill="var(--accent)" />
          <circle cx="16" cy="16" r="8.5" fill="none" stroke="var(--on-accent)" strokeOpacity=".35" strokeWidth="3" />
          <path d="M16 7.5a8.5 8.5 0 0 1 8.5 8.5" fill="none" stroke="#d99a14" strokeWidth="3" strokeLinecap="round" />
        </svg>
        <h1 className="mt-5 font-medium text-lg">CallMissed console</h1>
        <p className="mt-1 text-pretty text-soft">
          For the people at CallMissed who look after account deletions: what owners asked for, what was done, and what is proven.
        </p>
        {trouble ? (
          <Callout tone="alarm" live="alert" className="mt-5">
            {trouble}
          </Callout>
        ) : null}
        {word("signed_out") === undefined || trouble ? null : (
          <Callout tone="good" live="status" className="mt-5">
            You are signed out.
          </Callout>
        )}
        <SignInButton returnTo={safeReturn(word("callbackUrl"))} />
        <p className="mt-4 text-pretty text-soft text-xs">
          You sign in with your staff account at the company's identity provider. Every act in the console is written down under your name.
        </p>
        <p className="mt-4 text-pretty text-soft text-xs">
          Are you a customer?{" "}
          <a href="/account" className="text-ink underline underline-offset-4 max-sm:py-2">
            Go to your account page
          </a>
          , or write to support@callmissed.com from your account's e-mail address.
        </p>
        <ThemeSwitch className="-ml-2.5 mt-4" />
      </div>
    </main>
  );
}
