CREATE TABLE "mail_address" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "address_cipher" bytea NOT NULL, "language" character varying NOT NULL, "confirm_time" timestamptz NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "mail_address" IS 'distributed';
ALTER TABLE "mail_address" ENABLE ROW LEVEL SECURITY;
