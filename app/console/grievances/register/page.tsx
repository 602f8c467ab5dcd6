import { BookOpen } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { contextOnce } from "@/app/_trpc/server";
import { buttonClass } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";
import { PageHead } from "../../_frame/page-head";
import { Charts } from "./charts";
import { FilterForm } from "./filter-form";
import { filterOf, placeOf, queryOf } from "./filter-of";
import { RegisterCommands } from "./register-commands";
import { RegisterTable } from "./register-table";

export const metadata: Metadata = { title: "Register of grievances" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Every case of a period: numbers, instants and outcomes, nobody's words (G5). The filter stands in the address; it works without a script. */
export default async function RegisterPage({ searchParams }: Props) {
  const api = callerFactory(appRouter)(await contextOnce());
  const { may } = await api.operator.me();
  if (!may["register:read"]) return <ForWhoReads />;
  const params = await searchParams;
  const asked = filterOf(params);
  const after = placeOf(params.after);
  const [page, charts] = await Promise.all([api.register.page({ ...asked, after }), after ? null : api.register.charts(asked)]);
  const address = queryOf(page.filter);
  const files = (["csv", "pdf"] as const).map((format) => ({ format, href: `/api/grievances/register?format=${format}&${address}` }));
  return (
    <div className="mx-auto max-w-6xl pb-10">
      <PageHead
        title="Register of grievances"
        aside={
          may["register:export"] ? (
            <div className="flex gap-2 print:hidden">
              {files.map(({ format, href }) => (
                <a key={format} href={href} download className={buttonClass()}>
                  Take as {format.toUpperCase()}
                </a>
              ))}
            </div>
          ) : null
        }
      >
        Every case that came in a period, without names and words. That somebody takes it along is written down.
      </PageHead>
      {may["register:export"] ? <RegisterCommands files={files} /> : null}
      <FilterForm filter={page.filter} />
      {charts ? <Charts charts={charts} totals={page.totals} /> : null}
      <RegisterTable page={page} opens={may["grievance:read"]} />
      {page.items.length === 0 ? (
        <Empty icon={BookOpen} title="No case is in this register">
          Choose a longer period, or fewer conditions.
        </Empty>
      ) : null}
      <div className="mx-4 mt-3 flex gap-2 sm:mx-6 print:hidden">
        {after ? (
          <Link href={`/console/grievances/register?${address}`} prefetch={false} className={buttonClass()}>
            First page
          </Link>
        ) : null}
        {page.next ? (
          <Link
            href={`/console/grievances/register?${address}&after=${page.next.at.getTime()}_${page.next.id}`}
            prefetch={false}
            className={buttonClass()}
          >
            Next page
          </Link>
        ) : null}
      </div>
    </div>
  );
}

function ForWhoReads() {
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead title="Register of grievances" />
      <Empty icon={BookOpen} title="The register is the officer's and the auditor's">
        Whoever handles cases does not keep the book about them.
      </Empty>
    </div>
  );
}
