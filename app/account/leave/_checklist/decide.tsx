import Link from "next/link";
import { words } from "@/app/_language/page-language";

/** Staying and going, side by side and equally easy; the calm one comes first. */
export async function Decide() {
  const t = await words("leave");
  const look = "inline-flex min-h-12 items-center justify-center rounded-lg px-5 text-center font-medium";
  return (
    <section aria-labelledby="decide" className="mt-6 border-line border-t pt-6">
      <h2 id="decide" className="font-medium text-xl">
        {t("checklist.decide.title")}
      </h2>
      <p className="mt-2 text-pretty">{t("checklist.decide.text")}</p>
      <div className="mt-5 flex flex-col gap-3 sm:flex-row">
        <Link href="/account" className={`${look} bg-accent text-on-accent hover:bg-accent-hover`}>
          {t("checklist.decide.notNow")}
        </Link>
        <Link href="/account/leave/confirm" prefetch={false} className={`${look} border border-edge bg-ground hover:bg-hover`}>
          {t("checklist.decide.goOn")}
        </Link>
      </div>
      <p className="mt-4">
        <Link href="/policies/account-deletion" className="inline-flex min-h-11 items-center underline underline-offset-4">
          {t("checklist.decide.policy")}
        </Link>
      </p>
    </section>
  );
}
