ALTER TABLE revision
  ADD CONSTRAINT revision_span CHECK (valid_to >= valid_from),
  ADD CONSTRAINT revision_collection CHECK (collection ~ '^[a-z][A-Za-z]*$'),
  ADD CONSTRAINT revision_state CHECK (jsonb_typeof(state) = 'object' AND jsonb_typeof(fields) = 'array'),
  ADD CONSTRAINT revision_reason CHECK (char_length(reason) <= 500),
  ADD CONSTRAINT revision_cancelled_before_it_began CHECK (cancel_time < valid_from AND NOT begun OR cancel_time IS NULL),
  ADD CONSTRAINT revision_cancelled_by CHECK (cancelled_by IS NULL OR cancel_time IS NOT NULL),
  ADD CONSTRAINT revision_one_at_a_time EXCLUDE USING gist (tenant_id WITH =, record_id WITH =, tstzrange(valid_from, valid_to) WITH &&)
    WHERE (cancel_time IS NULL);
