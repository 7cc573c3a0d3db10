CREATE TABLE "role" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "code" character varying NOT NULL, "permissions" jsonb NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "role" IS 'distributed';
ALTER TABLE "role" ENABLE ROW LEVEL SECURITY;
