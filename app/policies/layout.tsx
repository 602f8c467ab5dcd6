import type { Metadata } from "next";
import type { ReactNode } from "react";
import { words } from "@/app/_language/page-language";
import { contextOnce } from "@/app/_trpc/server";
import { AccountFoot } from "@/app/account/_frame/account-foot";
import { AccountHeader } from "@/app/account/_frame/account-header";
import { WithFrameWords } from "@/app/account/_frame/with-frame-words";

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: (await words("policies"))("title") } };
}

/** The frame of what we have published: the same as that of the owner's pages, open to everybody, and printable. */
export default async function PoliciesLayout({ children }: { children: ReactNode }) {
  const [t, { member }] = await Promise.all([words("frame"), contextOnce()]);
  // The few names in a face of equal widths take the reader's own: ours weighs half of what the scripts do.
  return (
    <WithFrameWords>
      <div className="mx-auto flex min-h-dvh max-w-2xl flex-col [--font-geist-mono:ui-monospace] px-4 text-base leading-relaxed sm:px-6 print:max-w-none">
        <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:bg-ground focus:p-2">
          {t("skip")}
        </a>
        <AccountHeader />
        <main id="content" tabIndex={-1} className="grow py-8 outline-none">
          {member ? (
            <p className="-mt-4 mb-2 print:hidden">
              <a href="/account" className="inline-flex min-h-11 items-center text-soft underline underline-offset-4 hover:text-ink">
                {t("backToAccount")}
              </a>
            </p>
          ) : null}
          {children}
        </main>
        <AccountFoot />
      </div>
    </WithFrameWords>
  );
}
