import { pageLanguage, words } from "@/app/_language/page-language";

type Part = readonly [kind: "h2" | "h3" | "p" | "li", key: `l${number}`];

/** The published policy, part by part; cookies.json has the words, and a test holds the English ones against what was published. */
const PARTS = [
  ["p", "l01"],
  ["h2", "l02"],
  ["p", "l03"],
  ["h2", "l04"],
  ["h3", "l05"],
  ["p", "l06"],
  ["li", "l07"],
  ["li", "l08"],
  ["li", "l09"],
  ["h3", "l10"],
  ["li", "l11"],
  ["li", "l12"],
  ["h3", "l13"],
  ["p", "l14"],
  ["h3", "l15"],
  ["p", "l16"],
  ["h2", "l17"],
  ["p", "l18"],
  ["li", "l19"],
  ["li", "l20"],
  ["li", "l21"],
  ["p", "l22"],
  ["h2", "l23"],
  ["p", "l24"],
  ["li", "l25"],
  ["li", "l26"],
  ["li", "l27"],
  ["li", "l28"],
  ["h2", "l29"],
  ["p", "l30"],
] as const satisfies readonly Part[];

/** The policy as published. In other languages than English it says that the English text counts. */
export async function PolicyText() {
  const t = await words("cookies");
  const isTranslation = (await pageLanguage()) !== "en";
  return (
    <section aria-labelledby="published" className="mt-12">
      <h2 id="published" className="font-medium text-xl">
        {t("published")}
      </h2>
      {isTranslation ? <p className="mt-2 text-soft">{t("english")}</p> : null}
      {blocks().map((block) => {
        const [kind, key] = block[0] as (typeof PARTS)[number];
        if (kind === "h2")
          return (
            <h3 key={key} className="mt-8 font-medium text-lg">
              {t(`policy.${key}`)}
            </h3>
          );
        if (kind === "h3")
          return (
            <h4 key={key} className="mt-5 font-medium">
              {t(`policy.${key}`)}
            </h4>
          );
        if (kind === "p")
          return (
            <p key={key} className="mt-3 text-pretty">
              {t(`policy.${key}`)}
            </p>
          );
        return (
          <ul key={key} className="mt-3 list-disc pl-5">
            {block.map(([, key]) => (
              <li key={key} className="mt-1">
                {t(`policy.${key}`)}
              </li>
            ))}
          </ul>
        );
      })}
    </section>
  );
}

/** Lines of one list stand together; everything else stands alone. */
function blocks(): (typeof PARTS)[number][][] {
  const all: (typeof PARTS)[number][][] = [];
  for (const part of PARTS) {
    const last = all.at(-1);
    if (part[0] === "li" && last?.[0]?.[0] === "li") last.push(part);
    else all.push([part]);
  }
  return all;
}
