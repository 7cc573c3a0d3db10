ALTER TABLE revision
  DROP CONSTRAINT revision_span,
  DROP CONSTRAINT revision_collection,
  DROP CONSTRAINT revision_state,
  DROP CONSTRAINT revision_reason,
  DROP CONSTRAINT revision_cancelled_before_it_began,
  DROP CONSTRAINT revision_cancelled_by,
  DROP CONSTRAINT revision_one_at_a_time;
