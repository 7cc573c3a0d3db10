CREATE TABLE "setting" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "key" character varying NOT NULL, "value" jsonb NOT NULL, "source" character varying NOT NULL, "valid_from" timestamptz NOT NULL, "valid_to" timestamptz NULL, "unit_id" uuid NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "setting" IS 'distributed';
ALTER TABLE "setting" ENABLE ROW LEVEL SECURITY;
