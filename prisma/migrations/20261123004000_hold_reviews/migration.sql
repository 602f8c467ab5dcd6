-- The review of a hold can be confirmed and moved on (H1); so far the database knew only the first one.
ALTER TABLE "console"."legal_hold" ADD COLUMN     "reviewed_at" TIMESTAMPTZ(3),
ADD COLUMN     "reviewed_by" UUID;

-- By hand from here. At most 90 days ahead of the person who set it, on the calendar of India, whatever the session's zone is.
ALTER TABLE console.legal_hold DROP CONSTRAINT legal_hold_review;
ALTER TABLE console.legal_hold
  ADD CONSTRAINT legal_hold_review CHECK (review_on <= (coalesce(reviewed_at, placed_at) AT TIME ZONE 'Asia/Kolkata')::date + 90),
  ADD CONSTRAINT legal_hold_reviewed CHECK ((reviewed_at IS NULL) = (reviewed_by IS NULL)),
  -- Only what nobody had agreed to yet is declined, and by somebody else than who placed it.
  ADD CONSTRAINT legal_hold_declined CHECK (ended_because IS DISTINCT FROM 'declined'
    OR (agreed_at IS NULL AND released_by IS NOT NULL AND released_by <> placed_by));

CREATE FUNCTION console.guard_hold_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.review_on <> OLD.review_on AND NEW.reviewed_at IS NOT DISTINCT FROM OLD.reviewed_at THEN
    RAISE EXCEPTION 'a review date moves only with a review' USING ERRCODE = 'CM004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_hold_review BEFORE UPDATE OF review_on ON console.legal_hold FOR EACH ROW EXECUTE FUNCTION console.guard_hold_review();

-- An order is not taken out of the book, by anybody.
CREATE TRIGGER legal_hold_stands BEFORE DELETE ON console.legal_hold FOR EACH ROW EXECUTE FUNCTION console.refuse_change();
CREATE TRIGGER legal_hold_stays BEFORE TRUNCATE ON console.legal_hold FOR EACH STATEMENT EXECUTE FUNCTION console.refuse_change();
