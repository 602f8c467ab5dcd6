"use client";
import { Dialog as Parts } from "radix-ui";
import { type ReactNode, type RefObject, useRef } from "react";
import { cx } from "./cx";

type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** One sentence below the title; read aloud with it. */
  description: ReactNode;
  /** Where the focus starts: the safe choice, or the field that has to be filled first. */
  focus?: RefObject<HTMLElement | null>;
  wide?: boolean;
  children: ReactNode;
};

/** A question in front of the page. Escape and the backdrop mean "no"; afterwards the focus is where it was. */
export function Dialog({ open, onClose, title, description, focus, wide, children }: DialogProps) {
  const before = useRef<Element | null>(null);
  return (
    <Parts.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Parts.Portal>
        <Parts.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Parts.Content
          onOpenAutoFocus={(event) => {
            before.current = document.activeElement;
            if (!focus?.current) return;
            event.preventDefault();
            focus.current.focus();
          }}
          onCloseAutoFocus={(event) => {
            if (!(before.current instanceof HTMLElement) || !before.current.isConnected) return;
            event.preventDefault();
            before.current.focus();
          }}
          className={cx(
            "fixed top-1/2 left-1/2 z-50 max-h-[92dvh] w-[calc(100vw-1.5rem)] -translate-x-1/2 -translate-y-1/2 overflow-y-auto overscroll-contain",
            "rounded-xl bg-raised p-5 text-sm shadow-float has-[[data-stays]]:pb-0 sm:p-6",
            wide ? "max-w-2xl" : "max-w-lg",
          )}
        >
          <Parts.Title className="text-balance font-medium text-lg leading-6">{title}</Parts.Title>
          <Parts.Description asChild>
            <div className="mt-1 text-pretty text-soft">{description}</div>
          </Parts.Description>
          {children}
        </Parts.Content>
      </Parts.Portal>
    </Parts.Root>
  );
}

/** The row of choices at a dialog's end: the safe one first, the act at the far end. Below something long it stays in sight. */
export function DialogChoices({ stays, children }: { stays?: boolean; children: ReactNode }) {
  return (
    <div
      data-stays={stays || undefined}
      className={cx(
        "mt-6 flex flex-wrap items-center justify-end gap-2 max-sm:flex-col-reverse max-sm:items-stretch",
        stays && "sticky bottom-0 -mx-5 border-line border-t bg-raised px-5 py-4 sm:-mx-6 sm:px-6",
      )}
    >
      {children}
    </div>
  );
}
