import { words } from "@/app/_language/page-language";
import { ActButton } from "../_act/act-form";
import { ForgettingForm } from "../_frame/forgetting-form";
import { signOut, signOutEverywhere } from "./actions";

/** Signing out here, or on every device: two plain forms, so that it works without a script. */
export async function SignOut() {
  const t = await words("signIn");
  return (
    <div className="flex flex-wrap gap-3">
      <ForgettingForm action={signOut}>
        <ActButton tone="plain" busy={t("out.busy")}>
          {t("out.here")}
        </ActButton>
      </ForgettingForm>
      <ForgettingForm action={signOutEverywhere}>
        <ActButton tone="plain" busy={t("out.busy")}>
          {t("out.everywhere")}
        </ActButton>
      </ForgettingForm>
    </div>
  );
}
