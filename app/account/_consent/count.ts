import { headers } from "next/headers";
import { after } from "next/server";
import { contextOnce } from "@/app/_trpc/server";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";
import { isOpening } from "./is-opening";

/** A signed-in person has opened a page. What is drawn again by itself, or after an act, was not opened by anybody. */
export async function countOpened(path: string): Promise<void> {
  if (isOpening(await headers())) await countLater(path, "opened");
}

/** They have done what the page is for: the act of a form there was accepted. */
export async function countActed(): Promise<void> {
  await countLater((await headers()).get("x-path") ?? "", "acted");
}

/** After the answer has gone out, so that nobody waits for it; whether the person agreed is asked by the statement that counts (C2). */
async function countLater(path: string, use: "opened" | "acted"): Promise<void> {
  const context = await contextOnce();
  if (!context.member) return;
  after(() => callerFactory(appRouter)(context).account.consent.count({ path, use }));
}
