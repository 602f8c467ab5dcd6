"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Callout } from "@/app/_ui/callout";
import { many } from "@/app/_ui/rupees";
import { FIELD, Field } from "./fields";

const DAY = 24 * 3_600_000;
/** So near its end, a period is said to be. */
const SOON = 7;

/** When a complaint came that is written down later: its clock runs from there, so whoever types the day reads at once what follows from it. */
export function CameWhen() {
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const { data } = useQuery(trpc.grievance.takeDownTimes.queryOptions());
  const left = data && typed ? data.answerDays - (data.now.getTime() - new Date(typed).getTime()) / DAY : null;
  return (
    <div className="flex flex-col gap-2 sm:col-span-2">
      <Field label="When it came, if not now">
        {(id) => (
          <input
            id={id}
            name="receivedAt"
            type="datetime-local"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className={FIELD}
          />
        )}
      </Field>
      <div aria-live="polite">
        {data && left !== null && left <= SOON ? (
          <Callout tone={left <= 0 ? "alarm" : "unsure"}>
            {left <= 0
              ? `An answer was due ${many(data.answerDays, "day")} after that day, so this case is overdue from the start. Officers and admins are told at once.`
              : `An answer is due ${many(data.answerDays, "day")} after that day, which is in ${many(Math.ceil(left), "day")}. Officers are told at once.`}
          </Callout>
        ) : null}
      </div>
    </div>
  );
}
