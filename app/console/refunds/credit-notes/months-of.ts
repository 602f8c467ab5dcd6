const NAMES = ["April", "May", "June", "July", "August", "September", "October", "November", "December", "January", "February", "March"];
const INDIA_MS = 330 * 60_000;

/** The months of a financial year that have begun in India, the latest first: "2026-11", said "November 2026". */
export function monthsOf(financialYear: string, now: Date): { value: string; title: string }[] {
  const first = Number(financialYear.slice(0, 4));
  const present = new Date(now.getTime() + INDIA_MS).toISOString().slice(0, 7);
  return NAMES.map((name, index) => {
    const year = index < 9 ? first : first + 1;
    return { value: `${year}-${String(((index + 3) % 12) + 1).padStart(2, "0")}`, title: `${name} ${year}` };
  })
    .filter(({ value }) => value <= present)
    .toReversed();
}

/** The month before this one in India, when it lies in one of these financial years. */
export function lastMonthOf(years: readonly string[], now: Date): string | null {
  const begun = years.flatMap((year) => monthsOf(year, now).map(({ value }) => value));
  const present = new Date(now.getTime() + INDIA_MS);
  const last = new Date(Date.UTC(present.getUTCFullYear(), present.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
  return begun.includes(last) ? last : null;
}
