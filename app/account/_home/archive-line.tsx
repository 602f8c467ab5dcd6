import { words } from "@/app/_language/page-language";
import { whenIn } from "@/app/_language/when";
import { accountApi } from "../_act/account-api";

/** On the page of a locked account: the archive that was made before and can still be fetched. Nothing when there is none. For owners. */
export async function ArchiveLine() {
  const { fetchable, timeZone } = await (await accountApi()).export.status();
  if (!fetchable) return null;
  const t = await words("export");
  const until = (await whenIn(timeZone))(fetchable.expiresAt);
  return (
    <p>
      {t("line.ready", { until })}{" "}
      <a href="/account/export" className="inline-flex min-h-11 items-center underline">
        {t("line.open")}
      </a>
    </p>
  );
}
