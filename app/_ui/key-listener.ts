import type { CommandBook } from "./commands";

const SEQUENCE_PAUSE = 1200;

/** Turns keys into commands: never while somebody types, never with a modifier, never behind an open dialog or menu. */
export function listenToKeys(book: CommandBook): () => void {
  let first: { key: string; at: number } | null = null;

  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target) || document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]') || !book.singleKeys())
      return;
    const begun = first && event.timeStamp - first.at < SEQUENCE_PAUSE ? `${first.key} ${event.key}` : null;
    first = null;
    const commands = book.all();
    const command = commands.find((one) => one.keys === begun) ?? commands.find((one) => one.keys === event.key);
    if (command) {
      if (ownsKey(event)) return;
      event.preventDefault();
      // What a key opens gives the focus back to the button that would have opened it, where nothing else had it.
      if (document.activeElement === document.body)
        document.querySelector<HTMLElement>(`[data-command="${CSS.escape(command.id)}"]`)?.focus({ preventScroll: true });
      command.run();
    } else if (commands.some((one) => one.keys?.startsWith(`${event.key} `))) {
      first = { key: event.key, at: event.timeStamp };
    }
  }

  window.addEventListener("keydown", onKey);
  return () => window.removeEventListener("keydown", onKey);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

/** Enter belongs to the button or link that has the focus. */
function ownsKey(event: KeyboardEvent): boolean {
  return event.key === "Enter" && event.target instanceof HTMLElement && event.target.matches("a, button, summary, [role=tab]");
}
