import Link from "next/link";
import { words } from "@/app/_language/page-language";

/** The way back to the overview of rights. */
export async function BackLink() {
  const t = await words("rights");
  return (
    <Link href="/account/rights" className="inline-flex min-h-11 items-center text-soft underline underline-offset-4 hover:text-ink">
      {t("back")}
    </Link>
  );
}
