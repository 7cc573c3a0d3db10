CREATE TABLE budget (
  tenant_id integer NOT NULL,
  kind text NOT NULL,
  key bytea NOT NULL,
  used integer NOT NULL,
  end_time timestamptz NOT NULL,
  CONSTRAINT budget_pkey PRIMARY KEY (tenant_id, kind, key),
  CONSTRAINT budget_used CHECK (used >= 0)
);
COMMENT ON TABLE budget IS 'distributed';
ALTER TABLE budget ENABLE ROW LEVEL SECURITY;
