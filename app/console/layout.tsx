import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { ApiProvider } from "@/app/_trpc/client";
import { api, contextOnce, pageQueries } from "@/app/_trpc/server";
import { CommandProvider } from "@/app/_ui/commands";
import { ToastProvider } from "@/app/_ui/toast";
import { Frame } from "./_frame/frame";
import { OperatorProvider } from "./_frame/operator";

/** The console is for people who are signed in now: the session is judged here, from the database, for every page. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { operator } = await contextOnce();
  if (!operator) {
    const asked = await headers();
    redirect(`/sign-in?callbackUrl=${encodeURIComponent(`${asked.get("x-path") ?? "/console"}${asked.get("x-search") ?? ""}`)}`);
  }
  const [me, purgeStop] = await Promise.all([
    pageQueries().fetchQuery(api.operator.me.queryOptions()),
    pageQueries().fetchQuery(api.purge.stop.queryOptions()),
  ]);
  return (
    <ApiProvider>
      <OperatorProvider me={me}>
        <ToastProvider>
          <CommandProvider>
            <Frame purgeStop={purgeStop}>{children}</Frame>
          </CommandProvider>
        </ToastProvider>
      </OperatorProvider>
    </ApiProvider>
  );
}
