import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { cache } from "react";
import { createContext } from "@/server/trpc/context";
import { appRouter } from "@/server/trpc/root";
import { makeQueryClient } from "./query-client";

/** One session look-up and one memory per page that the server writes. */
export const contextOnce = cache(createContext);
export const pageQueries = cache(makeQueryClient);

/** The same questions the browser asks, answered without leaving the process. */
export const api = createTRPCOptionsProxy({ ctx: contextOnce, router: appRouter, queryClient: pageQueries });
