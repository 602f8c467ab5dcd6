import { checkDnsServers } from "./dns-lookup.adapter";
import { unexamined } from "./examine-letter";
import { type ExaminerReport, type ExaminerThread, sharedNowMs, startExaminerThread } from "./examiner-thread.adapter";
import type { Examination, ExaminationSettings, SmtpFacts } from "./letter";

/** Examines letters in threads of their own, so that no letter, however it is made, can hold up anything but itself. */
export interface Examiners {
  /** Always answers, within `VERDICT_DEADLINE_MS` of its turn. Waits for its turn while the threads are full. */
  examine(raw: Uint8Array, smtp: SmtpFacts): Promise<Examination>;
  stop(): Promise<void>;
}

export const VERDICT_DEADLINE_MS = 13_500;
/** One uninterrupted stretch of work. A letter of 5 MB needs a tenth of it; the rest is for machines that have much else to do. */
const BUSY_LIMIT_MS = 10_000;
const WATCH_EVERY_MS = 200;
/** Per thread. Letters mostly wait for DNS, so many may wait together, but not many large ones. */
const MAX_LETTERS = 48;
const MAX_BYTES = 6_000_000;

interface Task {
  id: number;
  raw: Uint8Array;
  smtp: SmtpFacts;
  attempts: number;
  startedAtMs: number;
  /** What the letter says, once that is known: kept even when the sender cannot be judged in time. */
  preliminary: Examination | null;
  answer(examination: Examination): void;
}

interface Desk {
  thread: ExaminerThread;
  tasks: Map<number, Task>;
}

/** Starts at most `threads` examiners, each when it is first needed. Throws when the settings name no usable resolver. */
export function startExaminers(given: ExaminationSettings, threads = 2): Examiners {
  const settings = { ...given, dnsServers: checkDnsServers(given.dnsServers) };
  const waiting: Task[] = [];
  const desks: Desk[] = [];
  let nextId = 1;

  const open = (): Desk => {
    const tasks = new Map<number, Task>();
    const desk: Desk = {
      tasks,
      thread: startExaminerThread(
        settings,
        (report) => settle(desk, report),
        (busyWith) => replace(desk, busyWith, "unexaminable"),
      ),
    };
    return desk;
  };

  const settle = (desk: Desk, report: ExaminerReport) => {
    const task = desk.tasks.get(report.id);
    if (!task) return;
    if ("preliminary" in report) {
      task.preliminary = report.preliminary;
      return;
    }
    desk.tasks.delete(report.id);
    task.answer(
      "examination" in report ? report.examination : unfinished(task, "unexaminable", `the examination failed (${report.failure})`),
    );
    fill();
  };

  /** Ends a thread that is stuck or dead. The letter at fault gets its verdict, the others start again elsewhere. */
  const replace = (desk: Desk, atFault: number, code: "out_of_time" | "unexaminable") => {
    const index = desks.indexOf(desk);
    if (index === -1) return;
    void desk.thread.end();
    const others = [...desk.tasks.values()];
    desks.splice(index, 1);
    for (const task of others) {
      task.attempts += 1;
      if (task.id === atFault || task.attempts > 2) task.answer(unfinished(task, code, "it exhausts the examiner"));
      else waiting.unshift(task);
    }
    fill();
  };

  const watch = setInterval(() => {
    for (const desk of [...desks]) {
      const stuckOn = desk.thread.stuckOn(BUSY_LIMIT_MS);
      if (stuckOn !== null) replace(desk, stuckOn, "out_of_time");
    }
  }, WATCH_EVERY_MS);

  const fill = () => {
    while (waiting.length > 0) {
      const task = waiting[0] as Task;
      const desk = roomFor(task);
      if (!desk) return;
      waiting.shift();
      desk.tasks.set(task.id, task);
      if (task.attempts === 0) startDeadline(task);
      desk.thread.send({ id: task.id, raw: task.raw, smtp: task.smtp, startedAtMs: task.startedAtMs });
    }
  };

  const roomFor = (task: Task): Desk | null => {
    const free = desks.filter(
      (desk) => desk.tasks.size === 0 || (desk.tasks.size < MAX_LETTERS && bytesOn(desk) + task.raw.byteLength <= MAX_BYTES),
    );
    const least = free.sort((a, b) => bytesOn(a) + a.tasks.size - (bytesOn(b) + b.tasks.size))[0];
    if (least && (least.tasks.size === 0 || desks.length >= threads)) return least;
    if (desks.length >= threads) return null;
    const desk = open();
    desks.push(desk);
    return desk;
  };

  const startDeadline = (task: Task) => {
    task.startedAtMs = sharedNowMs();
    const timer = setTimeout(() => {
      for (const desk of desks) desk.tasks.delete(task.id);
      if (waiting.includes(task)) waiting.splice(waiting.indexOf(task), 1);
      task.answer(unfinished(task, "out_of_time"));
      fill();
    }, VERDICT_DEADLINE_MS);
    const answer = task.answer;
    task.answer = (examination) => {
      clearTimeout(timer);
      answer(examination);
    };
  };

  return {
    examine: (raw, smtp) =>
      new Promise((answer) => {
        waiting.push({ id: nextId++, raw, smtp, attempts: 0, startedAtMs: 0, preliminary: null, answer });
        fill();
      }),
    stop: async () => {
      clearInterval(watch);
      await Promise.all(desks.splice(0).map((desk) => desk.thread.end()));
    },
  };
}

function unfinished(task: Task, code: "out_of_time" | "unexaminable", why?: string): Examination {
  const nothing = unexamined(code, why);
  return task.preliminary ? { ...task.preliminary, sender: nothing.sender, reasons: nothing.reasons } : nothing;
}

const bytesOn = (desk: Desk) => [...desk.tasks.values()].reduce((sum, task) => sum + task.raw.byteLength, 0);
