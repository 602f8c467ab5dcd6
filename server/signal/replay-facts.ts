/** Everything dead of an endpoint up to an instant: exactly what a second person agrees to send again (A3). */
export const replayFacts = (endpointId: string, deadUpTo: Date, deliveries: number) => ({
  endpointId,
  deadUpTo: deadUpTo.toISOString(),
  deliveries,
});

/** Up to when the question counted what is dead; null when that was not kept with it. */
export function deadUpToOf(params: string | null): Date | null {
  const deadUpTo = params === null ? null : (JSON.parse(params) as { deadUpTo?: string }).deadUpTo;
  return deadUpTo ? new Date(deadUpTo) : null;
}
