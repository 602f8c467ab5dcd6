"use client";
import { Webhook } from "lucide-react";
import type { ReactNode } from "react";
import { Empty } from "@/app/_ui/empty";
import { useMe } from "../_frame/operator";

/** Shows the page to whom it is for; everybody else reads who that is. */
export function ForWhomItIs({ children }: { children: ReactNode }) {
  const me = useMe();
  if (me.may["signal:read"]) return children;
  return (
    <Empty icon={Webhook} title="Webhooks are not shown to your role">
      <h1 className="sr-only">Webhooks</h1>
      Support leads, auditors and admins see where the platform is told, and what it did not take.
    </Empty>
  );
}
