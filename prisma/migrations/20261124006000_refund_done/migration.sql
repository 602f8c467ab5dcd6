-- The queue's last view: what is over and waits for nobody, newest first. It only grows, so it is never sorted.
CREATE INDEX refund_done ON console.refund (state_changed_at DESC, id DESC) WHERE trouble IS NULL AND state IN ('succeeded', 'failed', 'reversed', 'declined');
-- Found by whoever holds a bank statement: the gateway's own name for a refund, and the bank's.
CREATE INDEX refund_gateway_reference ON console.refund (gateway_reference) WHERE gateway_reference IS NOT NULL;
CREATE INDEX refund_bank_reference ON console.refund (bank_reference) WHERE bank_reference IS NOT NULL;
