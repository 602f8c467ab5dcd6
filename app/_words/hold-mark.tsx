import { Lock, LockKeyholeOpen, UserRoundPlus } from "lucide-react";
import type { HoldRow } from "@/app/_trpc/answers";
import { Badge } from "@/app/_ui/badge";
import { stageWords } from "./holds";

/** A hold's stage: violet with a lock while it holds, and another shape where a second person is needed. */
export function HoldMark({ hold }: { hold: Pick<HoldRow, "agreedAt" | "endedBecause" | "releaseAskedBy"> }) {
  if (hold.endedBecause)
    return (
      <Badge icon={LockKeyholeOpen} look="bg-purged-ground text-purged">
        {stageWords(hold)}
      </Badge>
    );
  return (
    <Badge icon={hold.agreedAt && !hold.releaseAskedBy ? Lock : UserRoundPlus} look="bg-held-ground text-held">
      {stageWords(hold)}
    </Badge>
  );
}
