CREATE TABLE import_file (
  tenant_id integer NOT NULL,
  id uuid NOT NULL,
  content_cipher bytea NOT NULL,
  CONSTRAINT import_file_pkey PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE import_file IS 'distributed';
ALTER TABLE import_file ENABLE ROW LEVEL SECURITY;
