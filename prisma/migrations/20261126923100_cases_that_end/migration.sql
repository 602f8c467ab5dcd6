-- A case of a tenant whose purge has begun ends with it: nobody can answer it any more, and nothing that is written later would be erased.
-- The transaction that begins the purge closes it, so the purge's role may write these columns, which say nothing about anybody.
GRANT UPDATE (state, state_changed_at, closed_at, closed_because) ON console.grievance TO callmissed_purge;

-- What was open when this came and whose tenant is gone already.
UPDATE console.grievance g SET state = 'closed', state_changed_at = now(), closed_at = now(), closed_because = 'account_erased', version = g.version + 1
 WHERE g.state = 'open' AND EXISTS (SELECT 1 FROM console.deletion_request r
   WHERE r.tenant_id = g.tenant_id AND (r.state IN ('purging', 'purged') OR EXISTS (SELECT 1 FROM console.purge_run p WHERE p.request_id = r.id)));
