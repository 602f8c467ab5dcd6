import { words } from "@/app/_language/page-language";

/** Calm, and the same for an address that was mistyped and one that never was. */
export default async function NothingHere() {
  const t = await words("frame");
  return (
    <>
      <h1 className="text-balance font-medium text-2xl">{t("notFound.title")}</h1>
      <p className="mt-3 text-pretty text-soft">{t("notFound.text")}</p>
    </>
  );
}
