"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Building2 } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useRef } from "react";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { useCommands } from "@/app/_ui/commands";
import { Empty } from "@/app/_ui/empty";
import { SearchField } from "@/app/_ui/search-field";
import { Trouble } from "@/app/_ui/trouble";
import { PageHead } from "../_frame/page-head";
import { ListSkeleton } from "../requests/_list/list-skeleton";
import { MoreLines } from "../requests/_list/more-lines";
import { TenantLine } from "./tenant-line";

/** Every tenant by name; search finds names and addresses as one types. */
export function TenantsScreen() {
  const trpc = useTRPC();
  const q = (useSearchParams().get("q") ?? "").trim().slice(0, 200);
  const field = useRef<HTMLInputElement>(null);
  const tenants = useInfiniteQuery(
    trpc.tenant.list.infiniteQueryOptions({ q }, { getNextPageParam: (page) => page.next, placeholderData: keepPreviousData }),
  );
  const rows = tenants.data?.pages.flatMap((page) => page.items) ?? [];
  useCommands([{ id: "search-tenants", title: "Search the tenants", group: "List", keys: "/", run: () => field.current?.focus() }]);
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead
        title="Tenants"
        aside={
          <div className="w-80 max-w-full max-sm:w-full">
            <SearchField
              label="Search tenants"
              placeholder="Organisation or whole e-mail address"
              value={q}
              hint="/"
              inputRef={field}
              onSearch={(text) => window.history.replaceState(null, "", text ? `?q=${encodeURIComponent(text)}` : window.location.pathname)}
            />
          </div>
        }
      >
        Organisations on the platform. What they own stays closed to us.
      </PageHead>
      {tenants.error ? (
        <div className="px-4 pb-4 sm:px-6">
          <Trouble {...refusedOf(tenants.error as ApiError)} onRetry={() => void tenants.refetch()} />
        </div>
      ) : null}
      {tenants.isPending ? <ListSkeleton /> : null}
      <ul
        aria-label="Tenants"
        aria-busy={tenants.isPlaceholderData}
        className={`border-line border-t ${tenants.isPlaceholderData ? "opacity-60" : ""}`}
      >
        {rows.map((tenant) => (
          <li key={tenant.id}>
            <TenantLine tenant={tenant} />
          </li>
        ))}
      </ul>
      {tenants.data && rows.length === 0 ? (
        <Empty icon={Building2} title={q ? "No tenant fits" : "There are no tenants"}>
          {q
            ? `Nobody is called “${q}”, and no address of theirs contains it. Erased tenants cannot be found any more.`
            : "The platform has not brought any yet."}
        </Empty>
      ) : null}
      <MoreLines
        count={rows.length}
        more={tenants.hasNextPage}
        loading={tenants.isFetchingNextPage}
        onMore={() => void tenants.fetchNextPage()}
      />
    </div>
  );
}
