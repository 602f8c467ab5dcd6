-- What a monitor asks for every few seconds, so that it never has to add up all purges there ever were.
-- CreateTable
CREATE TABLE "console"."erased_total" (
    "class_name" TEXT NOT NULL,
    "rows" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "erased_total_pkey" PRIMARY KEY ("class_name")
);

INSERT INTO console.erased_total (class_name, rows) SELECT class_name, sum(done) FROM console.purge_step GROUP BY class_name;

CREATE FUNCTION console.count_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.done > OLD.done THEN
    INSERT INTO console.erased_total (class_name, rows) VALUES (NEW.class_name, NEW.done - OLD.done)
      ON CONFLICT (class_name) DO UPDATE SET rows = console.erased_total.rows + excluded.rows;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_erased AFTER UPDATE OF done ON console.purge_step FOR EACH ROW EXECUTE FUNCTION console.count_erased();
GRANT SELECT ON console.erased_total TO callmissed_console;
GRANT SELECT, INSERT, UPDATE ON console.erased_total TO callmissed_purge;

-- The queue's tables are closed to everybody else; this is all that is told about them. Counted up to 10 000: more is "many".
GRANT CREATE ON SCHEMA console TO callmissed_queue;
CREATE FUNCTION console.queue_state() RETURNS TABLE (waiting bigint, oldest_seconds double precision, given_up bigint)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  RETURN QUERY SELECT
    (SELECT count(*) FROM (SELECT 1 FROM graphile_worker._private_jobs j WHERE j.is_available AND j.run_at <= clock_timestamp() LIMIT 10000) w),
    coalesce((SELECT greatest(0, extract(epoch FROM clock_timestamp() - j.run_at))::double precision FROM graphile_worker._private_jobs j
      WHERE j.is_available AND j.run_at <= clock_timestamp() ORDER BY j.priority, j.run_at LIMIT 1), 0),
    (SELECT count(*) FROM (SELECT 1 FROM graphile_worker._private_jobs j WHERE j.attempts >= j.max_attempts AND j.locked_at IS NULL LIMIT 10000) g);
END $$;
ALTER FUNCTION console.queue_state() OWNER TO callmissed_queue;
REVOKE ALL ON FUNCTION console.queue_state() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION console.queue_state() TO callmissed_console;
REVOKE CREATE ON SCHEMA console FROM callmissed_queue;
