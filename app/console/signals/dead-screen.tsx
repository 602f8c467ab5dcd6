"use client";
import { MailCheck } from "lucide-react";
import { Empty } from "@/app/_ui/empty";
import { PageHead } from "../_frame/page-head";
import { BackToWebhooks } from "./back-link";
import { Deliveries } from "./deliveries";
import { ForWhomItIs } from "./for-whom-it-is";

/** What nobody took, of all endpoints: the reason in words, and a way to send it again. */
export function DeadScreen() {
  return (
    <ForWhomItIs>
      <div className="mx-auto max-w-5xl pb-10">
        <BackToWebhooks />
        <PageHead title="Dead letters">
          Not taken in five tries within half a minute. Look at the reason, mend it there, and send them again.
        </PageHead>
        <div className="border-line border-t">
          <Deliveries
            endpointId={null}
            show="dead"
            empty={
              <Empty icon={MailCheck} title="No dead letters">
                Everything was taken, or is still being tried. What fails five times would be here.
              </Empty>
            }
          />
        </div>
      </div>
    </ForWhomItIs>
  );
}
