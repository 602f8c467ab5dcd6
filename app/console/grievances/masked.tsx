/** What of an address or a number may be shown: enough to tell people apart. */
export function Masked({ value }: { value: string | null }) {
  return value ? <span className="text-soft [overflow-wrap:anywhere]">{value}</span> : null;
}
