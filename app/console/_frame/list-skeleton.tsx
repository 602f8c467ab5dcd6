import { Skeleton } from "@/app/_ui/skeleton";

const LINES = [56, 40, 64, 48, 60, 44, 52, 68, 40, 56];

/** Ten lines of the list, before they are there. */
export function ListSkeleton() {
  return (
    <div role="status" aria-label="The list is loading">
      {LINES.map((width, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <div key={line} className="flex h-[3.8125rem] flex-col justify-center gap-2 border-line border-b px-4">
          <div className="flex items-center justify-between">
            <span style={{ width: `${width}%` }}>
              <Skeleton className="h-3.5 w-full" />
            </span>
            <Skeleton className="h-4 w-16" />
          </div>
          <Skeleton className="h-3 w-2/5" />
        </div>
      ))}
    </div>
  );
}
