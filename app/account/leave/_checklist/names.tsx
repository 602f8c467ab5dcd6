import { words } from "@/app/_language/page-language";

/** The first few by name, and how many there are besides. */
export async function Names({ names, count }: { names: { id: string; name: string; beside?: string }[]; count: number }) {
  const t = await words("leave");
  return (
    <ul className="flex flex-wrap gap-x-2 gap-y-1">
      {names.map(({ id, name, beside }) => (
        <li key={id} className="min-w-0 break-words rounded bg-hover px-2 py-0.5">
          {name}
          {beside ? <span className="text-soft"> ({beside})</span> : null}
        </li>
      ))}
      {count > names.length ? <li className="py-0.5 text-soft">{t("checklist.and", { count: count - names.length })}</li> : null}
    </ul>
  );
}
