import type { Metadata } from "next";
import type { ReactNode } from "react";
import { words } from "@/app/_language/page-language";
import { AccountFoot } from "./_frame/account-foot";
import { AccountHeader } from "./_frame/account-header";
import { AccountNav } from "./_frame/account-nav";
import { WithFrameWords } from "./_frame/with-frame-words";

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: (await words("frame"))("title") } };
}

/** The frame of the owner's pages: one column, large type, nothing that needs a script to be read. There is no loading screen: it would stay for ever where no script runs. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const t = await words("frame");
  // The few names in a face of equal widths take the reader's own: ours weighs half of what the scripts do.
  return (
    <WithFrameWords>
      <div className="mx-auto flex min-h-dvh max-w-2xl flex-col [--font-geist-mono:ui-monospace] px-4 text-base leading-relaxed sm:px-6 print:max-w-none">
        <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:bg-ground focus:p-2">
          {t("skip")}
        </a>
        <AccountHeader />
        <AccountNav />
        <main id="content" tabIndex={-1} className="grow py-8 outline-none">
          {children}
        </main>
        <AccountFoot />
      </div>
    </WithFrameWords>
  );
}
