import { words } from "@/app/_language/page-language";
import { whenIn } from "@/app/_language/when";
import type { Ends } from "./facts";
import { Item, type Mark } from "./item";
import { Names } from "./names";

type Props = { ends: Ends; mark: Mark };

/** D§5 "Update integrations": which applications used a key lately, so that somebody knows where to look. */
export async function KeysItem({ ends, mark }: Props) {
  const [t, when] = await Promise.all([words("leave"), whenIn(ends.timeZone)]);
  const { keys, webhooks } = ends;
  return (
    <Item id="keys" title={t("checklist.keys.title")} clause={t("checklist.keys.clause")} mark={mark}>
      <p>{keys.used === 0 ? t("checklist.keys.none") : t("checklist.keys.some", { count: keys.used })}</p>
      {keys.used === 0 ? null : (
        <ul className="divide-y divide-line border-line border-y">
          {keys.first.map(({ id, name, displayPrefix, lastUsedAt, lastUsedBy }) => (
            <li key={id} className="py-2">
              <p className="break-words">
                <span className="font-medium">{name}</span> <code className="font-mono text-soft text-sm">{displayPrefix}…</code>
              </p>
              <p className="break-words text-soft text-sm">
                {lastUsedBy ? t("checklist.keys.by", { by: lastUsedBy }) : t("checklist.keys.byNobody")}
                {lastUsedAt ? ` · ${t("checklist.keys.last", { at: when(lastUsedAt) })}` : null}
              </p>
            </li>
          ))}
          {keys.used > keys.first.length ? (
            <li className="py-2 text-soft">{t("checklist.and", { count: keys.used - keys.first.length })}</li>
          ) : null}
        </ul>
      )}
      {keys.used > 0 ? <p>{t("checklist.keys.how")}</p> : null}
      {keys.all > keys.used ? <p className="text-soft">{t("checklist.keys.unused", { count: keys.all - keys.used })}</p> : null}
      {webhooks.count > 0 ? (
        <>
          <p>{t("checklist.keys.webhooks", { count: webhooks.count })}</p>
          <Names names={webhooks.first.map(({ id, host }) => ({ id, name: host }))} count={webhooks.count} />
        </>
      ) : null}
    </Item>
  );
}

/** D§3 "All active bots stop responding": people on the other side will wonder. */
export async function BotsItem({ ends: { bots } }: Pick<Props, "ends">) {
  const t = await words("leave");
  return (
    <Item id="bots" title={t("checklist.bots.title")} clause={t("checklist.bots.clause")} mark={null}>
      {bots.count === 0 ? (
        <p>{t("checklist.bots.none")}</p>
      ) : (
        <>
          <p>{t("checklist.bots.some", { count: bots.count })}</p>
          <Names
            names={bots.first.map(({ id, name, channel }) => ({ id, name, beside: t(`checklist.bots.channel.${channel}`) }))}
            count={bots.count}
          />
        </>
      )}
    </Item>
  );
}
