import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { OperatorDetail, OperatorRow } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { many } from "@/app/_ui/rupees";
import { useSay } from "@/app/_ui/toast";
import type { ActName } from "./operator-acts";

/** One call per act; afterwards everything that shows operators is asked again. */
export function useAct(act: ActName, { operator, change }: OperatorDetail, onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useSay();
  const agree = useMutation(trpc.operator.agree.mutationOptions({ retry: false }));
  const decline = useMutation(trpc.operator.decline.mutationOptions({ retry: false }));
  const withdraw = useMutation(trpc.operator.withdraw.mutationOptions({ retry: false }));
  const askRole = useMutation(trpc.operator.askRole.mutationOptions({ retry: false }));
  const endSessions = useMutation(trpc.operator.endSessions.mutationOptions({ retry: false }));
  const endAccess = useMutation(trpc.operator.endAccess.mutationOptions({ retry: false }));
  const operatorId = operator.id;
  const changeId = change?.id ?? "";
  return useMutation({
    retry: false,
    mutationFn: async (role: OperatorRow["role"] | null): Promise<string> => {
      if (act === "agree") return agree.mutateAsync({ changeId, seen: change?.seen ?? "" }).then(() => "You agreed. It holds from now on.");
      if (act === "decline") return decline.mutateAsync({ changeId }).then(() => "You declined. Nothing has changed.");
      if (act === "withdraw") return withdraw.mutateAsync({ changeId }).then(() => "Withdrawn. Nothing has changed.");
      if (act === "ask_role" && role) return askRole.mutateAsync({ operatorId, role }).then(() => "A second person is asked to agree.");
      if (act === "end_sessions")
        return endSessions.mutateAsync({ operatorId }).then(({ sessions }) => `${many(sessions, "session")} of ${operator.name} ended.`);
      return endAccess.mutateAsync({ operatorId }).then(() => `${operator.name} cannot come in any more.`);
    },
    onSuccess: async (done) => {
      onDone();
      say(done);
      await queries.invalidateQueries(trpc.operator.pathFilter());
    },
  });
}
