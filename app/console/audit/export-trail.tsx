"use client";
import { Download } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/commands";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { exportAddress, isSearching, type TrailSearch } from "./search";

/** The book to be taken along: all of it to be checked elsewhere, or what is found to be read. */
export function ExportTrail({ search }: { search: TrailSearch }) {
  const [asking, setAsking] = useState(false);
  const safe = useRef<HTMLButtonElement>(null);
  const close = () => setAsking(false);
  useCommands([{ id: "export-trail", title: "Export the audit trail", group: "List", run: () => setAsking(true) }]);
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <Download aria-hidden className="size-4" />
        Export…
      </Button>
      {/* Outside the dialog, which closes as they are sent. That a file was taken is written down, so nothing here is a mere link. */}
      <form id="export-found" hidden method="post" action={exportAddress(search)} onSubmit={close} />
      <form id="export-all" hidden method="post" action="/api/audit/export?format=jsonl" onSubmit={close} />
      {asking ? (
        <Dialog
          open
          onClose={close}
          focus={safe}
          title="Export the audit trail"
          description="Both files hold ids and codes, no names. That you took one is itself written in the book."
        >
          <dl className="mt-4 flex flex-col gap-3">
            <div>
              <dt className="font-medium">JSON Lines: all of it, to be verified</dt>
              <dd className="text-soft">
                Every event with its link, oldest first. Check it anywhere with{" "}
                <code className="font-mono text-ink text-xs">npm run audit:verify -- --file audit-trail.jsonl</code>.
              </dd>
            </div>
            <div>
              <dt className="font-medium">CSV: {isSearching(search) ? "what is found now" : "all of it"}, to be read</dt>
              <dd className="text-soft">The same columns for a spreadsheet, newest first, times in UTC.</dd>
            </div>
          </dl>
          <DialogChoices>
            <Button ref={safe} onClick={close}>
              Not now
            </Button>
            <Button type="submit" form="export-found">
              Download CSV
            </Button>
            <Button type="submit" form="export-all" look="primary">
              Download JSON Lines
            </Button>
          </DialogChoices>
        </Dialog>
      ) : null}
    </>
  );
}
