CREATE TABLE "unit_history" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "name" character varying NOT NULL, "kind" character varying NOT NULL, "valid_from" timestamptz NOT NULL, "valid_to" timestamptz NULL, "unit_id" uuid NOT NULL, "parent_id" uuid NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "unit_history" IS 'distributed';
ALTER TABLE "unit_history" ENABLE ROW LEVEL SECURITY;
