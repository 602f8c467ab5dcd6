import { pageLanguage, words } from "@/app/_language/page-language";
import { accountApi } from "../_act/account-api";
import { ActForm } from "../_act/act-form";
import { answerCounting } from "./actions";
import { AnswerButton } from "./answer-button";

/**
 * Asks a signed-in person whether they may be counted (C2), until they have said so, on the overview and nowhere else. It stands below
 * what the page is about and covers nothing: the date after a lock-out stays the first thing there. Yes and no are one look, one size
 * and one press each.
 */
export async function ConsentQuestion() {
  const { consent } = await accountApi();
  if ((await consent.mine()).state !== "unanswered") return null;
  const t = await words("cookies");
  return (
    <section aria-labelledby="counting-asked" className="mt-10 border-line border-t pt-6 print:hidden">
      <h2 id="counting-asked" className="font-medium">
        {t("count.ask")}
      </h2>
      <p className="mt-1 text-soft">
        {t("count.askText")}{" "}
        <a href="/policies/cookies#counting" className="underline underline-offset-4">
          {t("count.more")}
        </a>
      </p>
      <ActForm action={answerCounting} className="mt-4 flex flex-wrap gap-3">
        <input type="hidden" name="lang" value={await pageLanguage()} />
        <input type="hidden" name="place" value="banner" />
        <AnswerButton answer="yes" busy={t("count.busy")}>
          {t("count.yes")}
        </AnswerButton>
        <AnswerButton answer="no" busy={t("count.busy")}>
          {t("count.no")}
        </AnswerButton>
      </ActForm>
    </section>
  );
}
