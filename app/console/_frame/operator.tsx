"use client";
import { createContext, type ReactNode, useContext } from "react";
import type { Me } from "@/app/_trpc/answers";

const Operator = createContext<Me | null>(null);

export function OperatorProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <Operator value={me}>{children}</Operator>;
}

/** Who is signed in, and what the server lets them do. It decides what is offered; the server decides what is done. */
export function useMe(): Me {
  const me = useContext(Operator);
  if (!me) throw new Error("the operator is asked for outside of the console");
  return me;
}
