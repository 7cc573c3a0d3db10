CREATE TABLE event (
  tenant_id integer NOT NULL,
  id uuid NOT NULL,
  time timestamptz NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  unit_ids uuid[] NOT NULL,
  data jsonb NOT NULL,
  position bigint,
  CONSTRAINT event_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT event_type CHECK (type ~ '^haolinju\.[a-z]+\.[a-z_]+\.[a-z_]+\.v[0-9]+$')
) PARTITION BY RANGE (id);
CREATE TABLE event_default PARTITION OF event DEFAULT;
COMMENT ON TABLE event IS 'distributed; append-only';
ALTER TABLE event ENABLE ROW LEVEL SECURITY;
