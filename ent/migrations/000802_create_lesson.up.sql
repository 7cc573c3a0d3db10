-- What each issue has taught of its category: keyed digests of the pairs of characters of its text.
CREATE TABLE lesson (
  tenant_id integer NOT NULL,
  issue_id uuid NOT NULL,
  category_id uuid NOT NULL,
  words bigint[] NOT NULL,
  CONSTRAINT lesson_pkey PRIMARY KEY (tenant_id, issue_id)
);
COMMENT ON TABLE lesson IS 'distributed';
ALTER TABLE lesson ENABLE ROW LEVEL SECURITY;
