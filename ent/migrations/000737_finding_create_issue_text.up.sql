-- The text by which an issue is found, beside the issue, whose own row changes with every step.
CREATE TABLE issue_text (
  tenant_id integer NOT NULL,
  issue_id uuid NOT NULL,
  create_time timestamptz NOT NULL,
  text text NOT NULL,
  CONSTRAINT issue_text_pkey PRIMARY KEY (tenant_id, create_time, issue_id)
);
COMMENT ON TABLE issue_text IS 'distributed';
ALTER TABLE issue_text ENABLE ROW LEVEL SECURITY;
