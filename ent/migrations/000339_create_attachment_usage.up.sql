-- What a person uploads in a day, and what a tenant keeps in all: the row of nobody (nil) and of no day (epoch).
CREATE TABLE attachment_usage (
  tenant_id integer NOT NULL,
  person_id uuid NOT NULL,
  day date NOT NULL,
  files bigint NOT NULL DEFAULT 0,
  bytes bigint NOT NULL DEFAULT 0,
  CONSTRAINT attachment_usage_pkey PRIMARY KEY (tenant_id, person_id, day),
  CONSTRAINT attachment_usage_counts CHECK (files >= 0 AND bytes >= 0)
);
COMMENT ON TABLE attachment_usage IS 'distributed';
ALTER TABLE attachment_usage ENABLE ROW LEVEL SECURITY;
