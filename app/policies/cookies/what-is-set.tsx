import { words } from "@/app/_language/page-language";
import type { Stored } from "@/app/_trpc/answers";

const CATEGORIES = ["essential", "functional", "analytics"] as const;

const isForStaff = ({ audiences }: Stored) => audiences.every((audience) => audience === "staff");

/** The published list of what these pages put into a browser, by category, and last what only staff get. A browser test reads it from here and compares. */
export async function WhatIsSet({ published }: { published: readonly Stored[] }) {
  const t = await words("cookies");
  return (
    <section aria-labelledby="what-is-set">
      <h2 id="what-is-set" className="mt-8 font-medium text-xl">
        {t("list.title")}
      </h2>
      <p className="mt-2 text-pretty">{t("list.lead")}</p>
      {CATEGORIES.map((category) => (
        <section key={category} aria-labelledby={`set-${category}`}>
          <h3 id={`set-${category}`} className="mt-6 font-medium text-lg">
            {t(`list.category.${category}`)}
          </h3>
          <Entries entries={published.filter((stored) => stored.category === category && !isForStaff(stored))} />
        </section>
      ))}
      <details className="mt-6">
        <summary className="min-h-11 py-2 font-medium text-lg">{t("list.staff")}</summary>
        <Entries entries={published.filter(isForStaff)} />
        <p className="mt-4 text-pretty text-soft">{t("list.others")}</p>
      </details>
    </section>
  );
}

async function Entries({ entries }: { entries: readonly Stored[] }) {
  const t = await words("cookies");
  if (entries.length === 0) return <p className="mt-2">{t("list.none")}</p>;
  return (
    <ul className="mt-2">
      {entries.map((stored) => (
        <li key={stored.name} className="border-line border-t py-4 first:border-t-0">
          <p className="break-all font-medium font-mono">{stored.name}</p>
          <p className="mt-1 text-pretty">{t(`list.purposes.${stored.purpose}`)}</p>
          <Facts stored={stored} />
        </li>
      ))}
    </ul>
  );
}

async function Facts({ stored }: { stored: Stored }) {
  const t = await words("cookies");
  const { protection, lifetime } = stored;
  const said = protection
    ? [t("list.protections.httpOnly"), t("list.protections.sameSite"), ...(protection.isSecure ? [t("list.protections.secure")] : [])]
    : [];
  const facts = [
    [t("list.kind"), t(`list.store.${stored.store}`)],
    [t("list.audience"), stored.audiences.map((audience) => t(`list.audiences.${audience}`)).join(", ")],
    [t("list.lifetime"), typeof lifetime === "string" ? t(`list.lifetimes.${lifetime}`) : forAtMost(lifetime.minutes)],
    [t("list.protection"), said.join(". ")],
  ].filter(([, text]) => text);
  function forAtMost(minutes: number) {
    return minutes % 60 === 0 ? t("list.lifetimes.hours", { hours: minutes / 60 }) : t("list.lifetimes.minutes", { minutes });
  }
  return (
    <dl className="mt-2 grid grid-cols-1 gap-x-4 text-soft sm:grid-cols-[8rem_1fr]">
      {facts.map(([name, text]) => (
        <div key={name} className="contents">
          <dt className="mt-1 font-medium">{name}</dt>
          <dd className="sm:mt-1">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
