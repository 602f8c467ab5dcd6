import { words } from "@/app/_language/page-language";

/** Calm, and the same for an address that was mistyped and one that never was. */
export default async function NoCertificate() {
  const t = await words("certificate");
  return (
    <main className="mx-auto flex min-h-[70dvh] max-w-md flex-col justify-center px-5 py-10 text-base leading-relaxed">
      <p className="font-medium">CallMissed</p>
      <h1 className="mt-8 text-balance font-medium text-2xl leading-snug">{t("page.none.title")}</h1>
      <p className="mt-4 text-pretty text-soft">{t("page.none.text")}</p>
    </main>
  );
}
