import { parentPort, workerData } from "node:worker_threads";
import { examineLetter } from "./examine-letter";
import { BEAT, BUSY_WITH, type ExaminerOrder, type ExaminerReport, SECTION } from "./examiner-thread";
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

port.on("message", async ({ id, raw, smtp }: ExaminerOrder) => {
  let report: ExaminerReport;
  try {
    report = { id, examination: await examineLetter({ settings, whileBusy: busyFor(id) }, raw, smtp) };
  } catch (error) {
    report = { id, failure: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(report);
});
