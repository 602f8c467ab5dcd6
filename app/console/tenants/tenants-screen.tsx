"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Building2 } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useRef } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { useCommands } from "@/app/_ui/commands";
import { Empty } from "@/app/_ui/empty";
import { SearchField } from "@/app/_ui/search-field";
import { IN_PAGES } from "../_frame/in-pages";
import { Lines } from "../_frame/lines";
import { PageHead } from "../_frame/page-head";
import { QueryTrouble } from "../_frame/query-trouble";
import { TenantLine } from "./tenant-line";

/** Every tenant by name; search finds names and addresses as one types. */
export function TenantsScreen() {
  const trpc = useTRPC();
  const q = (useSearchParams().get("q") ?? "").trim().slice(0, 200);
  const field = useRef<HTMLInputElement>(null);
  const tenants = useInfiniteQuery(trpc.tenant.list.infiniteQueryOptions({ q }, IN_PAGES));
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
      <QueryTrouble query={tenants} className="px-4 pb-4 sm:px-6" />
      <Lines
        query={tenants}
        name="Tenants"
        className="border-line border-t"
        empty={
          <Empty icon={Building2} title={q ? "No tenant fits" : "There are no tenants"}>
            {q
              ? `Nobody is called “${q}”, and no address of theirs contains it. Erased tenants cannot be found any more.`
              : "The platform has not brought any yet."}
          </Empty>
        }
      >
        {(tenant) => (
          <li>
            <TenantLine tenant={tenant} />
          </li>
        )}
      </Lines>
    </div>
  );
}
