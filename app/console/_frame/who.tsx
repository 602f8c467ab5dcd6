"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { LogOut, MonitorX } from "lucide-react";
import { signOut } from "next-auth/react";
import { DropdownMenu as Menu } from "radix-ui";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { many } from "@/app/_ui/rupees";
import { forgetBrowser } from "@/app/_ui/theme";
import { useSay } from "@/app/_ui/toast";
import { ROLE_WORDS } from "@/app/_words/words";
import { useMe } from "./operator";

/** Ends the session, takes back what the pages and the sign-in itself have kept in this browser (C1), and only then moves on. */
async function leave(): Promise<void> {
  await signOut({ redirect: false });
  forgetBrowser();
  location.href = "/sign-in?signed_out=1";
}

/** Who is signed in and as what; and the way out. */
export function Who() {
  const me = useMe();
  const [leaving, setLeaving] = useState(false);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        aria-label={`${me.name}, ${ROLE_WORDS[me.role]}`}
        className="flex h-11 min-w-0 items-center gap-2.5 rounded-md px-1 text-left hover:bg-hover sm:mt-1"
      >
        <span aria-hidden className="flex size-8 shrink-0 items-center justify-center rounded-full bg-hover font-medium text-soft">
          {me.name.slice(0, 1)}
        </span>
        <span className="min-w-0 max-xl:hidden">
          <span className="block truncate font-medium leading-4">{me.name}</span>
          <span className="block truncate text-soft text-xs">{ROLE_WORDS[me.role]}</span>
        </span>
      </Menu.Trigger>
      <Menu.Content
        sideOffset={6}
        align="start"
        collisionPadding={8}
        className="z-50 min-w-56 rounded-lg bg-raised p-1 text-sm shadow-float"
      >
        <Menu.Label className="px-3 py-2">
          <span className="block font-medium">{me.name}</span>
          <span className="block text-soft text-xs">{ROLE_WORDS[me.role]}</span>
          <span className="block text-soft text-xs">{me.email}</span>
        </Menu.Label>
        <Menu.Separator className="my-1 h-px bg-line" />
        <Elsewhere />
        <Menu.Item
          disabled={leaving}
          onSelect={(event) => {
            event.preventDefault();
            setLeaving(true);
            void leave();
          }}
          className="flex h-9 cursor-pointer items-center gap-2.5 rounded px-3 outline-none data-[highlighted]:bg-hover max-sm:h-11"
        >
          <LogOut aria-hidden className="size-4 text-soft" />
          {leaving ? "Signing out…" : "Sign out"}
        </Menu.Item>
      </Menu.Content>
    </Menu.Root>
  );
}

/** A telephone left on a train: one's own sessions end everywhere but here, at once (A2). */
function Elsewhere() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useSay();
  const end = useMutation(
    trpc.operator.endOtherSessions.mutationOptions({
      retry: false,
      onSuccess: async ({ sessions }) => {
        say(sessions === 0 ? "You are signed in nowhere else." : `${many(sessions, "session")} ended. You are signed in here only.`);
        await queries.invalidateQueries(trpc.operator.pathFilter());
      },
      onError: () => say("That did not work. Your other sessions are still open; try again."),
    }),
  );
  return (
    <Menu.Item
      disabled={end.isPending}
      onSelect={() => end.mutate()}
      className="flex h-9 cursor-pointer items-center gap-2.5 rounded px-3 outline-none data-[highlighted]:bg-hover max-sm:h-11"
    >
      <MonitorX aria-hidden className="size-4 text-soft" />
      End my other sessions
    </Menu.Item>
  );
}
