-- The issues that others may know of, or could once, in the order in which they became such.
CREATE TABLE public_issue (
  tenant_id integer NOT NULL,
  issue_id uuid NOT NULL,
  position bigint NOT NULL,
  CONSTRAINT public_issue_pkey PRIMARY KEY (tenant_id, issue_id)
);
COMMENT ON TABLE public_issue IS 'distributed';
ALTER TABLE public_issue ENABLE ROW LEVEL SECURITY;
