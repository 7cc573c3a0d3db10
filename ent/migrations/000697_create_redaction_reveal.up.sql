-- Who was given the original of a redaction, and why.
CREATE TABLE redaction_reveal (
  tenant_id integer NOT NULL,
  id uuid NOT NULL,
  redaction_id uuid NOT NULL,
  reader_id uuid NOT NULL,
  reason text NOT NULL,
  create_time timestamptz NOT NULL,
  CONSTRAINT redaction_reveal_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT redaction_reveal_reason CHECK (length(reason) BETWEEN 1 AND 200)
);
COMMENT ON TABLE redaction_reveal IS 'distributed';
ALTER TABLE redaction_reveal ENABLE ROW LEVEL SECURITY;
