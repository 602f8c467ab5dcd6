import { words } from "@/app/_language/page-language";

/** The point of no return is behind: nothing can be done any more, and the page says so; and what a hold keeps for longer. */
export async function Purging({ isHeld }: { isHeld: boolean }) {
  const t = await words("home");
  return (
    <>
      <h1 className="text-balance font-medium text-2xl">{isHeld ? t("purging.heldTitle") : t("purging.title")}</h1>
      <p className="mt-3 text-pretty">{isHeld ? t("purging.held") : t("purging.text")}</p>
      <p className="mt-3 text-pretty">{t("purging.after")}</p>
    </>
  );
}
