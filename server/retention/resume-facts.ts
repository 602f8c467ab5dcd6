/** What purges were stopped with: exactly what a second person agrees to end (A3). */
export const resumeFacts = (stop: { id: string; stoppedAt: Date; stoppedBy: string | null; because: string }) => ({
  stopId: stop.id,
  stoppedAt: stop.stoppedAt.toISOString(),
  stoppedBy: stop.stoppedBy,
  because: stop.because,
});
