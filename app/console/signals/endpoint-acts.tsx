"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Power, RotateCw, Send } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { type EndpointRow, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { many } from "@/app/_ui/rupees";
import { Trouble } from "@/app/_ui/trouble";
import { failureWords } from "@/app/_words/signals";
import { useMe } from "../_frame/operator";
import { AskFirst } from "./ask-first";
import { SecretOnce } from "./secret-once";

/** What can be done with an endpoint, and what came of it. */
export function EndpointActs({ endpoint }: { endpoint: EndpointRow }) {
  const me = useMe();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<"secret" | "off" | null>(null);
  const options = { retry: false, onSuccess: () => queries.invalidateQueries(trpc.signal.pathFilter()) } as const;
  const test = useMutation(trpc.signal.test.mutationOptions({ retry: false }));
  const renew = useMutation(trpc.signal.renewSecret.mutationOptions({ ...options, gcTime: 0 }));
  const disable = useMutation(trpc.signal.disable.mutationOptions(options));
  const enable = useMutation(trpc.signal.enable.mutationOptions(options));
  const replay = useMutation(trpc.signal.askReplay.mutationOptions(options));
  const it = { endpointId: endpoint.id };
  const close = () => setAsking(null);
  const error = test.error ?? enable.error ?? replay.error;
  return (
    <>
      <div className="mt-4 flex flex-wrap gap-2">
        {me.may["signal:replay"] && endpoint.dead > 0 && !endpoint.disabledAt ? (
          <Button look="primary" busy={replay.isPending} onClick={() => replay.mutate(it)}>
            <RotateCw aria-hidden className="size-4" />
            Ask to send {many(endpoint.dead, "dead letter")} again
          </Button>
        ) : null}
        {me.may["signal:manage"] ? (
          <>
            <Button busy={test.isPending} onClick={() => test.mutate(it)}>
              <Send aria-hidden className="size-4" />
              Send a test
            </Button>
            <Button onClick={() => setAsking("secret")}>
              <KeyRound aria-hidden className="size-4" />
              New secret…
            </Button>
            {endpoint.disabledAt ? (
              <Button busy={enable.isPending} onClick={() => enable.mutate(it)}>
                <Power aria-hidden className="size-4" />
                Switch on
              </Button>
            ) : (
              <Button onClick={() => setAsking("off")}>
                <Power aria-hidden className="size-4" />
                Switch off…
              </Button>
            )}
          </>
        ) : null}
      </div>
      <div role="status" className="mt-3 empty:hidden">
        {replay.data ? (
          <Callout tone="info">
            A second person is asked to agree that {many(replay.data.deliveries, "dead letter")}{" "}
            {replay.data.deliveries === 1 ? "is" : "are"} sent again. It waits among the{" "}
            <Link href="/console/approvals" className="underline underline-offset-4">
              approvals
            </Link>
            .
          </Callout>
        ) : null}
        {test.data ? (
          <Callout tone={test.data.failure ? "alarm" : "good"}>
            {test.data.failure ? `The test was not taken. ${failureWords(test.data.failure)}` : "The test was taken."}
          </Callout>
        ) : null}
      </div>
      {error ? (
        <div className="mt-3">
          <Trouble {...refusedOf(error)} />
        </div>
      ) : null}
      {asking === "secret" && !renew.data ? (
        <AskFirst
          title={`Make a new secret for ${endpoint.name}?`}
          description="The old one signs nothing from then on. Until the service knows the new one, it turns our webhooks away; they can be sent again."
          act="Make a new secret"
          busy={renew.isPending}
          error={renew.error}
          onDo={() => renew.mutate(it)}
          onClose={close}
        />
      ) : null}
      {renew.data ? (
        <SecretOnce
          name={endpoint.name}
          secret={renew.data.secret}
          onStored={() => {
            renew.reset();
            close();
          }}
        />
      ) : null}
      {asking === "off" ? (
        <AskFirst
          title={`Switch ${endpoint.name} off?`}
          description="It is told nothing new. What happens meanwhile is not sent to it later; only what is on its way now waits until it is switched on again."
          act="Switch off"
          busy={disable.isPending}
          error={disable.error}
          onDo={() => disable.mutate(it, { onSuccess: close })}
          onClose={close}
        />
      ) : null}
    </>
  );
}
