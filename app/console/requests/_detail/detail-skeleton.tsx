import { Skeleton } from "@/app/_ui/skeleton";

/** A request's shape, before it is there. */
export function DetailSkeleton() {
  return (
    <div role="status" aria-label="The request is loading">
      <div className="flex h-24 flex-col justify-center gap-2.5 px-4 sm:px-6">
        <Skeleton className="h-5 w-64 max-w-full" />
        <Skeleton className="h-3.5 w-40" />
      </div>
      <div className="grid border-line border-t xl:grid-cols-2">
        {["evidence", "consequences"].map((part) => (
          <div key={part} className="flex flex-col gap-3 px-4 py-5 sm:px-6">
            <Skeleton className="h-4 w-32" />
            <Skeleton className="h-9 w-full" />
            <Skeleton className="h-9 w-full" />
            <Skeleton className="h-9 w-full" />
            <Skeleton className="h-9 w-3/4" />
          </div>
        ))}
      </div>
      <div className="flex flex-col gap-3 border-line border-t px-4 py-5 sm:px-6">
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-32 w-full" />
      </div>
    </div>
  );
}
