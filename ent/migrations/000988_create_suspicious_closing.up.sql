-- What is suspicious about the reply to an issue, as long as it stands.
CREATE TABLE suspicious_closing (
  tenant_id integer NOT NULL,
  issue_id uuid NOT NULL,
  month text NOT NULL,
  sub_district_id uuid NOT NULL,
  lead_unit_id uuid NOT NULL,
  reply_time timestamptz NOT NULL,
  no_contact boolean NOT NULL,
  hasty_seconds integer NULL,
  copied_issue_id uuid NULL,
  copied_percent integer NOT NULL,
  CONSTRAINT suspicious_closing_pkey PRIMARY KEY (tenant_id, issue_id),
  CONSTRAINT suspicious_closing_signal CHECK (no_contact OR hasty_seconds IS NOT NULL OR copied_issue_id IS NOT NULL)
);
COMMENT ON TABLE suspicious_closing IS 'distributed';
ALTER TABLE suspicious_closing ENABLE ROW LEVEL SECURITY;
