import { ArrowLeft } from "lucide-react";
import Link from "next/link";

export function BackToWebhooks() {
  return (
    <Link
      href="/console/signals"
      className="mx-3 mt-3 inline-flex h-8 items-center gap-1.5 rounded px-1 text-soft hover:text-ink max-sm:h-11 sm:mx-5"
    >
      <ArrowLeft aria-hidden className="size-4" />
      All webhooks
    </Link>
  );
}
