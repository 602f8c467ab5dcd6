-- What the database insists on about endpoints and deliveries, and the three numbers their page shows per endpoint.
ALTER TABLE console.signal_endpoint
  ADD CONSTRAINT signal_endpoint_listens CHECK (cardinality(kinds) > 0),
  ADD CONSTRAINT signal_endpoint_url CHECK (url ~ '^https?://' AND length(url) <= 2100);
ALTER TABLE console.signal_delivery ADD CONSTRAINT signal_delivery_attempts CHECK (attempts BETWEEN 0 AND 5 AND (dead_at IS NULL OR attempts = 5));

CREATE INDEX signal_delivery_last_success ON console.signal_delivery (endpoint_id, delivered_at DESC) WHERE delivered_at IS NOT NULL;
CREATE INDEX signal_delivery_waiting_at ON console.signal_delivery (endpoint_id, created_at DESC, id DESC) WHERE delivered_at IS NULL AND dead_at IS NULL;
CREATE INDEX signal_delivery_dead_at ON console.signal_delivery (endpoint_id, dead_at DESC, id DESC) WHERE dead_at IS NOT NULL;
-- The list of one endpoint is read page by page: the tie of one instant is broken by the id.
DROP INDEX console.signal_delivery_endpoint_id_created_at_idx;
CREATE INDEX signal_delivery_endpoint_id_created_at_id_idx ON console.signal_delivery (endpoint_id, created_at DESC, id DESC);

-- A delivery stays what it is about: the same message to the same endpoint, under the same id.
CREATE FUNCTION console.guard_signal_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.signal_id, NEW.endpoint_id) IS DISTINCT FROM (OLD.id, OLD.signal_id, OLD.endpoint_id) THEN
    RAISE EXCEPTION 'a delivery stays about its signal and its endpoint' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_signal_delivery BEFORE UPDATE ON console.signal_delivery FOR EACH ROW EXECUTE FUNCTION console.guard_signal_delivery();
