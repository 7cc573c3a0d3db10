CREATE TABLE issue_assist (
  tenant_id integer NOT NULL,
  unit_id uuid NOT NULL,
  create_time timestamptz NOT NULL,
  issue_id uuid NOT NULL,
  CONSTRAINT issue_assist_pkey PRIMARY KEY (tenant_id, unit_id, create_time, issue_id)
);
COMMENT ON TABLE issue_assist IS 'distributed';
ALTER TABLE issue_assist ENABLE ROW LEVEL SECURITY;
