"use client";
import { IdCard } from "lucide-react";
import { useParams } from "next/navigation";
import type { ReactNode } from "react";
import { Empty } from "@/app/_ui/empty";
import { SideBySide } from "@/app/_ui/side-by-side";
import { useMe } from "../_frame/operator";
import { PageHead } from "../_frame/page-head";
import { OperatorList } from "./operator-list";

export function Split({ children }: { children: ReactNode }) {
  const openId = useParams<{ id?: string }>().id ?? null;
  if (!useMe().may["operator:read"])
    return (
      <div className="mx-auto max-w-5xl pb-10">
        <PageHead title="Operators" />
        <Empty icon={IdCard} title="Who works here is not shown to your role">
          Admins, auditors and the grievance officer see it. Ask one of them who has which role.
        </Empty>
      </div>
    );
  return (
    <SideBySide label="Who works here" list={<OperatorList openId={openId} />} isOpen={openId !== null}>
      {children}
    </SideBySide>
  );
}
