CREATE TABLE credential (
  tenant_id integer NOT NULL,
  id uuid NOT NULL,
  username_key bytea NOT NULL,
  password_hash text NOT NULL,
  expire_time timestamptz,
  totp_cipher bytea,
  totp_step bigint NOT NULL,
  totp_confirm_time timestamptz,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT credential_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT credential_totp_confirmed CHECK (totp_confirm_time IS NULL OR totp_cipher IS NOT NULL)
);
COMMENT ON TABLE credential IS 'distributed';
COMMENT ON COLUMN credential.id IS 'that of the person';
ALTER TABLE credential ENABLE ROW LEVEL SECURITY;
