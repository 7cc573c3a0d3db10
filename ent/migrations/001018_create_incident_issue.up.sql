CREATE TABLE incident_issue (
  tenant_id integer NOT NULL,
  issue_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  join_time timestamptz NOT NULL,
  CONSTRAINT incident_issue_pkey PRIMARY KEY (tenant_id, issue_id)
);
COMMENT ON TABLE incident_issue IS 'distributed';
ALTER TABLE incident_issue ENABLE ROW LEVEL SECURITY;
