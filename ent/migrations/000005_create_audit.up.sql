CREATE TABLE audit (
  tenant_id integer NOT NULL,
  id uuid NOT NULL,
  time timestamptz NOT NULL,
  actor_id uuid,
  actor_kind text NOT NULL,
  origin text NOT NULL,
  request_id text NOT NULL,
  action text NOT NULL,
  object text NOT NULL,
  result text NOT NULL,
  before jsonb NOT NULL,
  after jsonb NOT NULL,
  position bigint,
  digest bytea,
  CONSTRAINT audit_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT audit_actor CHECK ((actor_kind = 'PERSON') = (actor_id IS NOT NULL) AND actor_kind IN ('PERSON', 'SYSTEM', 'ANONYMOUS')),
  CONSTRAINT audit_result CHECK (result IN ('OK', 'DENIED')),
  CONSTRAINT audit_sealed CHECK ((position IS NULL) = (digest IS NULL))
) PARTITION BY RANGE (id);
CREATE TABLE audit_default PARTITION OF audit DEFAULT;
COMMENT ON TABLE audit IS 'distributed; append-only';
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
