import { words } from "@/app/_language/page-language";
import { whenIn } from "@/app/_language/when";
import { ActButton, ActForm } from "@/app/account/_act/act-form";
import { tellTeam } from "../actions";
import type { Ends } from "./facts";
import { ActLink, Item, type Mark } from "./item";
import { Names } from "./names";

type Props = { ends: Ends; mark: Mark };

/** D§5 "Export your data". */
export async function ExportItem({ ends, mark }: Props) {
  const [t, when] = await Promise.all([words("leave"), whenIn(ends.timeZone)]);
  const until = ends.archive?.expiresAt;
  return (
    <Item
      id="export"
      title={t("checklist.export.title")}
      clause={t("checklist.export.clause")}
      act={<ActLink href="/account/export">{until ? t("checklist.export.fetch") : t("checklist.export.act")}</ActLink>}
      mark={mark}
    >
      <p>{until ? t("checklist.export.ready", { until: when(until) }) : t("checklist.export.none")}</p>
    </Item>
  );
}

/** D§5 "Notify your team", with a button that does it once, and a receipt of it. */
export async function TeamItem({ ends, mark }: Props) {
  const [t, when] = await Promise.all([words("leave"), whenIn(ends.timeZone)]);
  const { team, warning, now } = ends;
  const mayTell = team.count > 0 && (!warning || warning.againAt <= now);
  const tell = (
    <ActForm action={tellTeam}>
      <ActButton tone="plain" busy={t("checklist.team.busy")}>
        {warning ? t("checklist.team.again") : t("checklist.team.act", { count: team.count })}
      </ActButton>
    </ActForm>
  );
  return (
    <Item id="team" title={t("checklist.team.title")} clause={t("checklist.team.clause")} act={mayTell ? tell : undefined} mark={mark}>
      {team.count === 0 ? (
        <p>{t("checklist.team.none")}</p>
      ) : (
        <>
          <p>{t("checklist.team.some", { count: team.count })}</p>
          <Names names={team.first} count={team.count} />
          {warning ? null : <p>{t("checklist.team.what")}</p>}
        </>
      )}
      <div role="status">
        {warning ? (
          <p className="text-verified">
            {t("checklist.team.told", { count: warning.people, at: when(warning.warnedAt) })}{" "}
            {warning.sent < warning.people ? t("checklist.team.sent", { sent: warning.sent, count: warning.people }) : null}{" "}
            {mayTell ? null : <span className="text-soft">{t("checklist.team.later", { at: when(warning.againAt) })}</span>}
          </p>
        ) : null}
      </div>
    </Item>
  );
}
