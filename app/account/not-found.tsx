import { words } from "@/app/_language/page-language";

/** An address below /account that leads nowhere, or to something that is not this reader's (S4): both look the same. */
export default async function AccountNotFound() {
  const t = await words("frame");
  return (
    <>
      <h1 className="font-medium text-2xl">{t("notFound.title")}</h1>
      <p className="mt-3">{t("notFound.text")}</p>
      <a href="/account" className="mt-4 inline-flex min-h-11 items-center underline underline-offset-4">
        {t("notFound.home")}
      </a>
    </>
  );
}
