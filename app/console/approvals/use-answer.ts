"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ApprovalDetail } from "@/app/_trpc/answers";
import { useTRPC, useTRPCClient } from "@/app/_trpc/client";
import { useSay } from "@/app/_ui/toast";
import type { Answer } from "./approval-acts";

type Api = ReturnType<typeof useTRPCClient>;

/** Gives the answer to the room that asked, with the hash that was on the screen; afterwards everything is asked again. */
export function useAnswer(answer: Answer, shown: ApprovalDetail, onDone: () => void) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const say = useSay();
  return useMutation({
    retry: false,
    mutationFn: (typed: string): Promise<unknown> => (answer === "agree" ? agree(api, shown, typed) : decline(api, shown)),
    onSuccess: async () => {
      onDone();
      say(answer === "agree" ? "You agreed." : "You declined.");
      const rooms = [
        trpc.approval,
        trpc.hold,
        trpc.request,
        trpc.refund,
        trpc.purge,
        trpc.signal,
        trpc.operator,
        trpc.tenant,
        trpc.grievance,
        trpc.answer,
      ];
      await Promise.all(rooms.map((room) => queries.invalidateQueries(room.pathFilter())));
    },
  });
}

function agree(api: Api, { kind, subjectId, seen, version }: ApprovalDetail, typed: string): Promise<unknown> {
  switch (kind) {
    case "verify_request":
      return api.request.verify.mutate({ requestId: subjectId, version: version ?? 0, seen });
    case "verify_return":
      return api.request.reactivate.mutate({ requestId: subjectId, version: version ?? 0, organisation: typed, seen });
    case "place_hold":
      return api.hold.agree.mutate({ holdId: subjectId, seen });
    case "release_hold":
      return api.hold.release.mutate({ holdId: subjectId, reference: typed, seen });
    case "grant_refund":
      return api.refund.agree.mutate({ refundId: subjectId, factsSha256: seen });
    case "resume_purges":
      return api.purge.letPurgesRun.mutate({ stopId: subjectId, typed, seen });
    case "replay_signals":
      return api.signal.agreeToReplay.mutate({ endpointId: subjectId, seen });
    case "change_operator":
      return api.operator.agree.mutate({ changeId: subjectId, seen });
    case "correct_address":
      return api.answer.agreeToAddress.mutate({ grievanceId: subjectId, seen });
  }
}

function decline(api: Api, { id, kind, subjectId }: ApprovalDetail): Promise<unknown> {
  switch (kind) {
    case "place_hold":
      return api.hold.decline.mutate({ holdId: subjectId });
    case "grant_refund":
      return api.refund.refuse.mutate({ refundId: subjectId });
    case "resume_purges":
      return api.purge.declineResume.mutate({ stopId: subjectId });
    case "replay_signals":
      return api.signal.declineReplay.mutate({ endpointId: subjectId });
    case "change_operator":
      return api.operator.decline.mutate({ changeId: subjectId });
    default:
      return api.approval.decline.mutate({ approvalId: id });
  }
}
