import { words } from "@/app/_language/page-language";
import { Callout } from "@/app/_ui/callout";
import type { OwnAccount } from "@/server/deletion/owner.queries";

/** What is otherwise for this owner than the page says: that two people of ours look first (V7), that an order keeps data for longer. */
export async function Caution({ account: { mustWait, isHeld } }: { account: Pick<OwnAccount, "mustWait" | "isHeld"> }) {
  const t = await words("leave");
  return (
    <>
      {mustWait ? (
        <Callout tone="info" className="mt-4">
          {t("caution.wait")}
        </Callout>
      ) : null}
      {isHeld ? (
        <Callout tone="held" className="mt-4">
          {t("caution.held")}
        </Callout>
      ) : null}
    </>
  );
}
