import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { words } from "@/app/_language/page-language";
import { contextOnce } from "@/app/_trpc/server";
import { Callout } from "@/app/_ui/callout";
import { ActButton, ActForm } from "../_act/act-form";
import { askCode } from "./actions";
import { KeptField } from "./kept-field";
import { safeReturn } from "./safe-return";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: `${(await words("signIn"))("title")} · CallMissed` } };
}

/** The way in to the owner's pages: an address, and a code to it. Nothing here tells which addresses we know (V3). */
export default async function OwnerSignInPage({ searchParams }: Props) {
  const { returnTo, signedOut } = await searchParams;
  if ((await contextOnce()).member) redirect(safeReturn(returnTo));
  const t = await words("signIn");
  return (
    <>
      {signedOut ? (
        <Callout tone="good" live="status" className="mb-6">
          {t("signedOut")}
        </Callout>
      ) : null}
      <h1 className="text-balance font-medium text-2xl leading-snug">{t("title")}</h1>
      <p className="mt-3 text-pretty">{t("lead")}</p>
      <ActForm action={askCode} className="mt-8">
        <input type="hidden" name="returnTo" value={safeReturn(returnTo)} />
        <label htmlFor="email" className="block font-medium">
          {t("address")}
        </label>
        <p id="email-hint" className="mt-1 text-pretty text-soft">
          {t("addressHint")}
        </p>
        <KeptField
          id="email"
          name="email"
          type="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          required
          aria-describedby="email-hint"
          className="mt-3 h-12 w-full rounded-lg border border-edge bg-ground px-3 text-base"
        />
        <ActButton busy={t("sending")}>{t("send")}</ActButton>
      </ActForm>
      <p className="mt-8 text-pretty text-soft">{t("closed")}</p>
      <p className="mt-3 text-pretty text-soft">{t("noMailbox", { support: "support@callmissed.com" })}</p>
    </>
  );
}
