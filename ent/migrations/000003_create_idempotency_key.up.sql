CREATE TABLE idempotency_key (
  tenant_id integer NOT NULL,
  principal_id uuid NOT NULL,
  key text NOT NULL,
  method text NOT NULL,
  body_hash bytea NOT NULL,
  answer bytea NOT NULL,
  create_time timestamptz NOT NULL,
  expire_time timestamptz NOT NULL,
  CONSTRAINT idempotency_key_pkey PRIMARY KEY (tenant_id, principal_id, key),
  CONSTRAINT idempotency_key_length CHECK (length(key) BETWEEN 1 AND 64),
  CONSTRAINT idempotency_key_lifetime CHECK (expire_time > create_time)
);
COMMENT ON TABLE idempotency_key IS 'distributed';
ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
