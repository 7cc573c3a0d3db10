CREATE TABLE "unit" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "name" character varying NOT NULL, "kind" character varying NOT NULL, "code" character varying NULL, "path" character varying NOT NULL, "parent_id" uuid NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "unit" IS 'distributed';
ALTER TABLE "unit" ENABLE ROW LEVEL SECURITY;
