import { parentPort, workerData } from "node:worker_threads";
import { DNS_DEADLINE_MS } from "./dns-lookup.adapter";
import { examineLetter } from "./examine-letter";
import { BEAT, BUSY_WITH, type ExaminerOrder, type ExaminerReport, SECTION, sharedNowMs } from "./examiner-thread.adapter";
import type { ExaminationSettings } from "./letter";

/** The thread in which letters are examined. The marks it leaves tell the watchdog which letter keeps it busy, and since when. */
const { settings, marks } = workerData as { settings: ExaminationSettings; marks: Int32Array<SharedArrayBuffer> };
const port = parentPort;
if (!port) throw new Error("this file runs as a worker thread only");

setInterval(() => Atomics.add(marks, BEAT, 1), 200).unref();

let queue: Promise<unknown> = Promise.resolve();

/** One busy section at a time, so that the mark never names the wrong letter. */
function busyFor(id: number) {
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(async () => {
      Atomics.add(marks, SECTION, 1);
      Atomics.store(marks, BUSY_WITH, id);
      try {
        return await work();
      } finally {
        Atomics.store(marks, BUSY_WITH, 0);
      }
    });
    queue = turn.catch(() => undefined);
    return turn;
  };
}

/** From the beginning of its turn, a letter's questions to DNS must be settled by then: a thread that was busy leaves them less time. */
const DNS_SETTLED_AFTER_MS = 12_000;
const MIN_DNS_MS = 3_500;

port.on("message", async ({ id, raw, smtp, startedAtMs }: ExaminerOrder) => {
  const report = (content: Omit<ExaminerReport, "id">) => port.postMessage({ id, ...content });
  try {
    const examination = await examineLetter(
      {
        settings,
        whileBusy: busyFor(id),
        dnsDeadlineMs: () => Math.min(DNS_DEADLINE_MS, Math.max(MIN_DNS_MS, startedAtMs + DNS_SETTLED_AFTER_MS - sharedNowMs())),
        onRead: (preliminary) => report({ preliminary }),
      },
      raw,
      smtp,
    );
    report({ examination });
  } catch (error) {
    report({ failure: error instanceof Error ? error.message : String(error) });
  }
});
