-- Who was given the original of a redacted attachment, and why.
CREATE TABLE attachment_reveal (
  tenant_id integer NOT NULL,
  id uuid NOT NULL,
  attachment_id uuid NOT NULL,
  reader_id uuid NOT NULL,
  reason text NOT NULL,
  create_time timestamptz NOT NULL,
  CONSTRAINT attachment_reveal_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT attachment_reveal_reason CHECK (length(reason) BETWEEN 1 AND 500)
);
COMMENT ON TABLE attachment_reveal IS 'distributed';
ALTER TABLE attachment_reveal ENABLE ROW LEVEL SECURITY;
