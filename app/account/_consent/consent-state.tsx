import { formatter, pageLanguage, words } from "@/app/_language/page-language";
import type { CountingAnswer } from "@/app/_trpc/answers";
import { ActForm } from "../_act/act-form";
import { answerCounting } from "./actions";
import { AnswerButton } from "./answer-button";
import { Said } from "./said";

const MOMENT = { day: "numeric", month: "short", year: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" } as const;

/** How it stands with counting, and the one press that changes it, the same size either way (C2). */
export async function ConsentStateAndAct({ mine, place }: { mine: CountingAnswer; place: "foot" | "cookie_page" }) {
  const t = await words("cookies");
  const format = await formatter();
  const { state, answeredAt } = mine;
  const at = answeredAt ? format.dateTime(answeredAt, MOMENT) : null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="min-w-48 grow basis-64">
        <Said state={state}>
          {t(`count.state.${state}`)}
          {at ? ` ${t("count.since", { at })}` : null}
        </Said>
      </div>
      {/* Asked is on the overview only; who wants to answer elsewhere finds the page about cookies in the foot. */}
      {place === "foot" && state === "unanswered" ? null : (
        <ActForm action={answerCounting} className="flex grow basis-40 flex-wrap gap-3 print:hidden">
          <input type="hidden" name="lang" value={await pageLanguage()} />
          <input type="hidden" name="place" value={place} />
          {state === "given" ? (
            <AnswerButton answer="withdraw" busy={t("count.busy")}>
              {t("count.withdraw")}
            </AnswerButton>
          ) : (
            <AnswerButton answer="yes" busy={t("count.busy")}>
              {t("count.agree")}
            </AnswerButton>
          )}
          {state === "unanswered" ? (
            <AnswerButton answer="no" busy={t("count.busy")}>
              {t("count.no")}
            </AnswerButton>
          ) : null}
        </ActForm>
      )}
    </div>
  );
}
