import type { OpenedLetter } from "@/app/_trpc/answers";

/** A letter's raw facts as lines of name and value, nested names joined: "dkim.0.domain". */
export function factsOf(letter: Pick<OpenedLetter, "facts" | "peer">): [name: string, value: string][] {
  return [...lines("", letter.facts), ...lines("smtp", letter.peer)].slice(0, 80);
}

function lines(name: string, value: unknown): [string, string][] {
  if (value === null || value === undefined || value === "") return [];
  if (typeof value !== "object") return [[name, String(value)]];
  return Object.entries(value).flatMap(([part, inner]) => lines(name ? `${name}.${part}` : part, inner));
}
