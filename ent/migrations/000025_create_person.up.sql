CREATE TABLE "person" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "name_cipher" bytea NOT NULL, "phone_cipher" bytea NULL, "phone_index" bytea NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "person" IS 'distributed';
ALTER TABLE "person" ENABLE ROW LEVEL SECURITY;
