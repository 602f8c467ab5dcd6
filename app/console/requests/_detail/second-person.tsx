import { UsersRound } from "lucide-react";
import type { RequestDetail } from "@/app/_trpc/answers";

type Who = RequestDetail["secondPerson"]["verification"];

/** Whether a colleague has been asked to agree, and who asked. */
export function SecondPerson({ who, purpose }: { who: Who; purpose: "deletion" | "return" }) {
  if (!who) return null;
  return (
    <div className="flex gap-3 py-1.5">
      <span className="mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full bg-received-ground text-received">
        <UsersRound aria-hidden className="size-3" />
      </span>
      <p className="text-pretty">
        {who.name ?? "A former colleague"} asked for a second person {purpose === "return" ? "to let the tenant back in" : "to verify this"}
        . Anybody else in support can agree.
      </p>
    </div>
  );
}
