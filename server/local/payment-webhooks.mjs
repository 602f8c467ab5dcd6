// Webhooks of a stand-in: signed once, delivered at least once, with the gateway's own pauses between the tries.
const ANSWER_WITHIN_MS = 5_000;
const REMEMBERED = 500;

/**
 * Delivers what lies in the books' outbox to `options.url`. `options` may change at any time: isOff, twice, lateMs,
 * retryDelaysMs. `isTaken(status)` says which answers the gateway counts as received.
 */
export function openPostman({ books, options, isTaken }) {
  const timers = new Set();
  const deliveries = [];
  let isClosed = false;

  const later = (ms, work) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
  };

  const attempt = async (event) => {
    event.attempt += 1;
    const status = await post(options.url, event);
    deliveries.push({ id: event.id, kind: event.kind, refund: event.refund, attempt: event.attempt, status });
    if (deliveries.length > REMEMBERED) deliveries.shift();
    return isTaken(status);
  };

  const deliver = async (event) => {
    if (isClosed) return;
    if (options.isOff || !options.url) return books.take(event);
    const isTakenNow = (await attempt(event)) && (!options.twice || (await attempt(event)));
    if (isClosed) return; // it is tried again after the next start
    const pause = options.retryDelaysMs[event.attempt - 1];
    if (isTakenNow || pause === undefined) return books.take(event);
    books.keepOutbox();
    later(pause, () => deliver(event));
  };

  for (const event of [...books.outbox()]) later(0, () => deliver(event));
  return {
    deliveries,
    later,
    /** Sends an event; resolves after the first try, so that a caller can be told before its own answer. */
    async send(event) {
      if (options.isOff || !options.url) return;
      const posted = { ...event, attempt: 0 };
      books.post(posted);
      if (options.lateMs > 0) later(options.lateMs, () => deliver(posted));
      else await deliver(posted);
    },
    close() {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** One try; answers with the status, or 0 when there was no answer in time. */
async function post(url, { headers, attempt, attemptHeader, body }) {
  try {
    const counted = attemptHeader ? { [attemptHeader]: String(attempt) } : {};
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers, ...counted },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
