import { words } from "@/app/_language/page-language";
import { accountApi } from "../_act/account-api";
import { SignOut } from "../sign-in/sign-out";

/** What a member of the team sees who is not its owner: whom to ask, without an address that could be written to, and nothing else (S3). */
export async function AskYourOwner() {
  const [t, api] = await Promise.all([words("signIn"), accountApi()]);
  const owner = await api.session.ownerToAsk();
  return (
    <>
      <h1 className="text-balance font-medium text-2xl leading-snug">{t("member.title")}</h1>
      <p className="mt-3 text-pretty">{t("member.text")}</p>
      <p className="mt-3 text-pretty [overflow-wrap:anywhere]">
        {owner ? t("member.owner", { address: owner.maskedAddress }) : t("member.noOwner", { support: "support@callmissed.com" })}
      </p>
      <div className="mt-8">
        <SignOut />
      </div>
    </>
  );
}
