const MOST = 5;

/** The numbers of cases in lines that people wrote, such as "Re: GR-1017", each once and at most five. */
export function numbersNamed(lines: readonly string[]): number[] {
  const found = lines.flatMap((line) => [...line.matchAll(/\bGR[-\s]?(\d{1,9})\b/gi)].map((match) => Number(match[1])));
  return [...new Set(found)].slice(0, MOST);
}
