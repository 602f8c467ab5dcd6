import type { words } from "@/app/_language/page-language";

type Standing = { state: "open" | "answered" | "closed"; outcome: "upheld" | "partly" | "refused" | null };

/** How a case stands, with what was decided where it was answered: "answered: refused". */
export const standingWords = (t: Awaited<ReturnType<typeof words<"rights">>>, { state, outcome }: Standing): string =>
  state === "answered" && outcome ? t(`answered.${outcome}`) : t(`state.${state}`);
