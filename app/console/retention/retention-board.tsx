"use client";
import { PageHead } from "../_frame/page-head";
import { RetentionStrip } from "../_strip/retention-strip";
import { ByDay } from "./by-day";
import { PurgeSwitch } from "./purge-switch";
import { RunningPurges } from "./running-purges";

/** The departure board: who leaves when, who is held, and who is leaving right now. */
export function RetentionBoard() {
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead title="Retention">Deactivated tenants, until their 30 days are over</PageHead>
      <RunningPurges />
      <div className="-mt-6">
        <RetentionStrip />
      </div>
      <PurgeSwitch />
      <ByDay />
    </div>
  );
}
