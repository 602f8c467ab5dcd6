import { TRPCError } from "@trpc/server";
import { redirect, unstable_rethrow } from "next/navigation";
import { inThisLanguage, pageLanguage, words } from "@/app/_language/page-language";
import { contextOnce } from "@/app/_trpc/server";
import { countActed, countOpened } from "@/app/account/_consent/count";
import { refusalCode, refusalIn } from "@/server/language/refusal-in";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";

/** What the owner's pages ask and do, in the process of the page: the same procedures as over HTTP, without a client in the browser. */
export const accountApi = async () => callerFactory(appRouter)(await contextOnce()).account;

/** Who is signed in; whoever is not goes to the sign-in page and comes back afterwards. */
export async function requireMember(returnTo: `/account${string}`) {
  const { member } = await contextOnce();
  if (!member) redirect(await inThisLanguage(`/account/sign-in?returnTo=${encodeURIComponent(returnTo)}`));
  await countOpened(returnTo);
  return member;
}

/** The same for pages that are the owner's alone; other people of the team are told on the overview whom to ask. */
export async function requireOwner(returnTo: `/account${string}`) {
  const member = await requireMember(returnTo);
  if (member.role !== "owner") redirect("/account");
  return member;
}

/**
 * What an act came to, as its form shows it. Null: it is done, and the page says so by what it shows. Whose session is over is told by
 * the form itself, with the way to sign in: it knows the language of the page, which the server has forgotten with the session.
 */
export type Refused = { refused: string; isSignedOut?: boolean; field?: string };
/** Which field of a form a refusal is about, by its code: there it stands, and the field is marked. */
export type FieldOf = Readonly<Record<string, string>>;
export type Outcome = Refused | null;

type Run = (api: Awaited<ReturnType<typeof accountApi>>) => Promise<unknown>;

/** Does what a form asks for. A refusal comes back as a sentence in the reader's language; what breaks says so without its reason. */
export async function attempt(run: Run, fieldOf: FieldOf = {}): Promise<Outcome> {
  const outcome = await attemptUncounted(run, fieldOf);
  if (!outcome) await countActed();
  return outcome;
}

/** The same for what is no use of the page that it is done on: the answer to being counted, say. */
export async function attemptUncounted(run: Run, fieldOf: FieldOf = {}): Promise<Outcome> {
  try {
    await run(await accountApi());
    return null;
  } catch (error) {
    unstable_rethrow(error);
    const code = error instanceof TRPCError ? refusalCode(error.cause) : null;
    return {
      refused: await sentenceFor(error),
      isSignedOut: error instanceof TRPCError && error.code === "UNAUTHORIZED",
      field: code ? fieldOf[code] : undefined,
    };
  }
}

async function sentenceFor(error: unknown): Promise<string> {
  const refusal = error instanceof TRPCError ? refusalIn(await pageLanguage(), error.cause) : null;
  if (refusal) return refusal;
  const t = await words("frame");
  if (error instanceof TRPCError && error.code === "BAD_REQUEST") return t("invalid");
  if (error instanceof TRPCError && error.code === "NOT_FOUND") return t("notFound.text");
  if (error instanceof TRPCError && error.code === "UNAUTHORIZED") return t("signedOut");
  if (error instanceof TRPCError && error.code === "FORBIDDEN") return t("notYours");
  return t("broken.text");
}
