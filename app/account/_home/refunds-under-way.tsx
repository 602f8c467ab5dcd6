import { formatter, words } from "@/app/_language/page-language";
import type { OwnAccount } from "@/server/deletion/owner.queries";
import { Section } from "./section";

const amountOf = (paise: bigint): number => Number(paise) / 100;

/** Money that is still to come back, each with how far it is; nothing where there is none. */
export async function RefundsUnderWay({ refunds, isLocked = false }: { refunds: OwnAccount["refunds"]; isLocked?: boolean }) {
  if (refunds.length === 0) return null;
  const [t, format] = await Promise.all([words("home"), formatter()]);
  return (
    <Section id="refunds" title={t("refunds.title")}>
      <ul className="mt-3 space-y-3">
        {refunds.map(({ id, number, amountPaise, currency, state }) => (
          <li key={id}>
            <span className="font-medium">{format.number(amountOf(amountPaise), { style: "currency", currency })}</span>{" "}
            <span className="text-soft">{t("refunds.number", { number: `RF-${number}` })}</span>
            <span className="block">{t(`refunds.${state as "requested" | "granted" | "submitted" | "pending"}`)}</span>
          </li>
        ))}
      </ul>
      {isLocked ? <p className="mt-3 text-pretty text-soft">{t("refunds.stays")}</p> : null}
    </Section>
  );
}
