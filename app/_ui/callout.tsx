import { CheckCircle2, CircleHelp, Info, LockKeyhole, type LucideIcon, OctagonAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

const TONES: Record<Tone, { look: string; icon: LucideIcon }> = {
  info: { look: "bg-sunken text-ink", icon: Info },
  good: { look: "bg-verified-ground text-verified", icon: CheckCircle2 },
  unsure: { look: "bg-retained-ground text-retained", icon: CircleHelp },
  held: { look: "bg-held-ground text-held", icon: LockKeyhole },
  alarm: { look: "bg-purging-ground text-purging", icon: OctagonAlert },
};
export type Tone = "info" | "good" | "unsure" | "held" | "alarm";

/** A sentence that must be seen. `live` says it aloud when it appears. */
export function Callout({
  tone,
  children,
  action,
  live,
  className,
}: {
  tone: Tone;
  children: ReactNode;
  action?: ReactNode;
  live?: "status" | "alert";
  className?: string;
}) {
  const { look, icon: Icon } = TONES[tone];
  return (
    <div role={live} className={cx("flex items-start gap-2.5 rounded-md px-3 py-2.5", look, className)}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 grow text-pretty">{children}</div>
      {action}
    </div>
  );
}
