CREATE TABLE "capacity" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "duties" integer NOT NULL, "last_time" timestamptz NULL, "unit_id" uuid NOT NULL, "person_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "capacity" IS 'distributed';
ALTER TABLE "capacity" ENABLE ROW LEVEL SECURITY;
