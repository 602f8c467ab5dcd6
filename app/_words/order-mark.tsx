import { CheckCircle2, CircleSlash, Clock3, Gavel, OctagonAlert, Undo2, UserRoundCheck } from "lucide-react";
import type { OrderRow } from "@/app/_trpc/answers";
import { Badge } from "@/app/_ui/badge";

/** Where an order stands, with a shape of its own; late in the loudest one. */
export function OrderMark({ order }: { order: Pick<OrderRow, "state" | "isOverdue" | "takenBy"> }) {
  if (order.isOverdue)
    return (
      <Badge icon={OctagonAlert} look="bg-purging-ground text-purging">
        overdue
      </Badge>
    );
  switch (order.state) {
    case "open":
      return order.takenBy ? (
        <Badge icon={UserRoundCheck} look="bg-received-ground text-received">
          taken
        </Badge>
      ) : (
        <Badge icon={Gavel} look="bg-retained-ground text-retained">
          waiting
        </Badge>
      );
    case "done":
      return (
        <Badge icon={CheckCircle2} look="bg-verified-ground text-verified">
          done
        </Badge>
      );
    case "declined":
      return (
        <Badge icon={CircleSlash} look="bg-purged-ground text-purged">
          not carried out
        </Badge>
      );
    case "withdrawn":
      return (
        <Badge icon={Undo2} look="bg-purged-ground text-purged">
          taken back
        </Badge>
      );
    case "lapsed":
      return (
        <Badge icon={Clock3} look="bg-purged-ground text-purged">
          lapsed
        </Badge>
      );
  }
}
