export const SELECT = "h-9 rounded-md border border-edge/70 bg-ground px-2.5 text-sm max-sm:h-11 max-sm:grow max-sm:text-base";

type Props = { years: readonly string[]; year: string | null; onChoose: (year: string | null) => void };

/** Which financial year is shown; the choice stands in the address. */
export function YearFilter({ years, year, onChoose }: Props) {
  return (
    <select aria-label="Financial year" value={year ?? ""} onChange={(event) => onChoose(event.target.value || null)} className={SELECT}>
      <option value="">All years</option>
      {years.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </select>
  );
}
