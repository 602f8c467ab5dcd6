import { Worker } from "node:worker_threads";
import type { Examination, ExaminationSettings, SmtpFacts } from "./letter";

export interface ExaminerOrder {
  id: number;
  raw: Uint8Array;
  smtp: SmtpFacts;
  /** When the letter's turn began, in milliseconds of the machine's monotonic time, which all threads share. */
  startedAtMs: number;
}

/** Monotonic and the same in every thread of the process. */
export const sharedNowMs = (): number => performance.timeOrigin + performance.now();

/** `preliminary` is what could be read of the letter before DNS was asked. */
export type ExaminerReport = { id: number } & ({ preliminary: Examination } | { examination: Examination } | { failure: string });

/** Places in the shared marks: the letter that holds the thread (0: none), the number of that busy section, a pulse. */
export const BUSY_WITH = 0;
export const SECTION = 1;
export const BEAT = 2;

const MAX_HEAP_MB = 768;

export interface ExaminerThread {
  send(order: ExaminerOrder): void;
  /** The letter that has kept the thread from breathing for longer than `limitMs`; 0 when it cannot be told which; null when all is well. */
  stuckOn(limitMs: number): number | null;
  end(): Promise<unknown>;
}

/** Starts one thread. `onGone` is called once if it dies by itself, with the letter it was busy with (0: unknown). */
export function startExaminerThread(
  settings: ExaminationSettings,
  onReport: (report: ExaminerReport) => void,
  onGone: (busyWith: number) => void,
): ExaminerThread {
  const marks = new Int32Array(new SharedArrayBuffer(12));
  const worker = new Worker(new URL("./examine-letter.worker.ts", import.meta.url), {
    workerData: { settings, marks },
    execArgv: ["--import", import.meta.resolve("tsx")],
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    stdout: false,
  });
  let isEnding = false;
  let hasStarted = false;
  let lastSection = -1;
  let lastBeat = -1;
  let sectionSince = 0;
  let beatSince = 0;
  worker.on("message", (report: ExaminerReport) => {
    hasStarted = true;
    onReport(report);
  });
  worker.on("error", () => undefined);
  worker.on("exit", () => {
    if (!isEnding) onGone(Atomics.load(marks, BUSY_WITH));
    isEnding = true;
  });
  return {
    send: (order) => worker.postMessage(order),
    stuckOn: (limitMs) => {
      const now = performance.now();
      const section = Atomics.load(marks, SECTION);
      const beat = Atomics.load(marks, BEAT);
      hasStarted ||= beat > 0;
      if (section !== lastSection || Atomics.load(marks, BUSY_WITH) === 0) sectionSince = now;
      if (beat !== lastBeat || !hasStarted) beatSince = now;
      lastSection = section;
      lastBeat = beat;
      if (now - sectionSince > limitMs) return Atomics.load(marks, BUSY_WITH);
      return now - beatSince > limitMs ? Atomics.load(marks, BUSY_WITH) : null;
    },
    end: () => {
      isEnding = true;
      return worker.terminate();
    },
  };
}
