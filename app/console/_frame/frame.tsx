"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import type { PurgeStop } from "@/app/_trpc/answers";
import { useCommands } from "@/app/_ui/commands";
import { TakeDownByPalette } from "../grievances/_acts/take-down";
import { KeySheet } from "./key-sheet";
import { OfflineNotice } from "./offline-notice";
import { useMe } from "./operator";
import { pagesFor } from "./pages";
import { Palette } from "./palette";
import { PurgeStopNotice } from "./purge-stop-notice";
import { BottomBar, Rail, TopBar } from "./rail";
import { SignInAgain } from "./sign-in-again";
import { SignedOut } from "./signed-out";

/** The console's frame: the rail, the page, and what floats above both: the palette and the sheet of keys. */
export function Frame({ purgeStop, children }: { purgeStop: PurgeStop; children: ReactNode }) {
  const router = useRouter();
  const me = useMe();
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  useCommands([
    ...pagesFor(me).map((page) => ({
      id: page.href,
      title: `Go to ${page.title}`,
      group: "Go to",
      keys: page.keys,
      run: () => router.push(page.href),
    })),
    { id: "keys", title: "Show the keys", group: "Help", keys: "?", run: () => setOpen("keys") },
  ]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setOpen((before) => (before === "palette" ? null : "palette"));
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  const find = () => setOpen("palette");
  const keys = () => setOpen("keys");
  return (
    <div className="flex min-h-dvh flex-col text-sm lg:h-dvh print:block print:h-auto">
      <a
        href="#page"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded focus:bg-accent focus:px-3 focus:py-2 focus:text-on-accent"
      >
        Skip to the page
      </a>
      <PurgeStopNotice first={purgeStop} />
      <div className="flex grow flex-col sm:flex-row lg:min-h-0 print:block">
        <Rail onFind={find} onKeys={keys} />
        <TopBar onFind={find} />
        <main id="page" tabIndex={-1} className="relative min-w-0 grow outline-none max-sm:pb-16 lg:overflow-y-auto print:overflow-visible">
          <OfflineNotice />
          {children}
        </main>
      </div>
      <BottomBar />
      <Palette open={open === "palette"} onClose={() => setOpen(null)} />
      <SignInAgain />
      <TakeDownByPalette />
      <SignedOut />
      <KeySheet open={open === "keys"} onClose={() => setOpen(null)} />
    </div>
  );
}
