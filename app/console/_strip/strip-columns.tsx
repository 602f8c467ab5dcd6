import { LockKeyhole } from "lucide-react";
import Link from "next/link";
import type { Strip } from "@/app/_trpc/answers";
import { listHref } from "../requests/_list/filter";
import { dayWords, type StripDay, stripDays } from "./strip-days";

const FILL = (day: number): string => (day === 0 ? "bg-last-bar" : day < 7 ? "bg-soon-bar" : "bg-retained-bar");

/** A bar per day, its height the number of tenants; those that are held stand above the line, in violet, with a lock. */
export function StripColumns({ days, now }: { days: Strip["days"]; now: Date }) {
  const columns = stripDays(days, now);
  const most = Math.max(4, ...columns.map((column) => column.free));
  const anyHeld = columns.some((column) => column.held > 0);
  return (
    <div className="mt-4 overflow-x-auto pb-1">
      <ol aria-label="Tenants by the day they are erased" className="flex min-w-[46.5rem] items-end">
        {columns.map((column) => (
          <Column key={column.day} column={column} most={most} room={anyHeld} />
        ))}
      </ol>
    </div>
  );
}

function Column({ column, most, room }: { column: StripDay; most: number; room: boolean }) {
  const words = dayWords(column);
  const height = `${Math.max(column.free > 0 ? 6 : 2, (100 * column.free) / most)}%`;
  return (
    <li className="min-w-6 grow basis-0">
      <Link
        href={listHref({ day: column.day })}
        prefetch={false}
        title={words}
        aria-label={words}
        className="group block rounded-sm hover:bg-hover"
      >
        {room ? (
          <span className="flex h-9 flex-col items-center justify-end gap-0.5 pb-1 text-held text-xs leading-none tabular-nums">
            {column.held > 0 ? (
              <>
                {column.held > 1 ? column.held : null}
                <LockKeyhole aria-hidden className="size-3.5" />
              </>
            ) : null}
          </span>
        ) : null}
        <span className="flex h-28 flex-col items-center justify-end border-edge border-t px-0.5">
          <span className="pb-0.5 text-soft text-xs leading-4 tabular-nums">{column.free > 0 ? column.free : ""}</span>
          <span className={`w-full max-w-7 rounded-t-xs ${column.free > 0 ? FILL(column.day) : "bg-line"}`} style={{ height }} />
        </span>
        <span className="block border-line border-t pt-1 text-center text-soft text-xs leading-4 tabular-nums">
          {column.date.split(" ")[0]}
        </span>
        <span className="block h-4 text-center text-faint text-xs leading-4">
          {column.day === 0 || column.date.startsWith("1 ") ? column.date.split(" ")[1] : ""}
        </span>
      </Link>
    </li>
  );
}
