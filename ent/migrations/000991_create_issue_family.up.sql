CREATE TABLE issue_family (
  tenant_id integer NOT NULL,
  issue_id uuid NOT NULL,
  parent_id uuid NOT NULL,
  CONSTRAINT issue_family_pkey PRIMARY KEY (tenant_id, issue_id)
);
COMMENT ON TABLE issue_family IS 'distributed';
ALTER TABLE issue_family ENABLE ROW LEVEL SECURITY;
