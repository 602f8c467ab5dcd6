-- Objects are three classes of the purge now. A purge that is under way loses its old step for them, which nothing would ever
-- count again, and its plan is completed with the new ones; finished purges keep what they were proven with.
DELETE FROM console.purge_step s USING console.purge_run p
WHERE p.request_id = s.request_id AND p.finished_at IS NULL AND s.class_name = 'objects';
