CREATE TABLE "retrospective_unit" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "retrospective_create_time" timestamptz NOT NULL, "place" bigint NOT NULL, "retrospective_id" uuid NOT NULL, "unit_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "retrospective_unit" IS 'distributed';
ALTER TABLE "retrospective_unit" ENABLE ROW LEVEL SECURITY;
