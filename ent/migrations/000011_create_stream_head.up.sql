CREATE TABLE stream_head (
  tenant_id integer NOT NULL,
  stream text NOT NULL,
  position bigint NOT NULL,
  digest bytea NOT NULL,
  CONSTRAINT stream_head_pkey PRIMARY KEY (tenant_id, stream),
  CONSTRAINT stream_head_stream CHECK (stream IN ('event', 'audit')),
  CONSTRAINT stream_head_position CHECK (position >= 0)
);
COMMENT ON TABLE stream_head IS 'distributed; read-only';
ALTER TABLE stream_head ENABLE ROW LEVEL SECURITY;
