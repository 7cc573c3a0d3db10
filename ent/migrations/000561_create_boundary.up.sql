CREATE TABLE "boundary" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "level" character varying NOT NULL, "shape" jsonb NOT NULL, "plan_id" uuid NOT NULL, "unit_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "boundary" IS 'distributed';
ALTER TABLE "boundary" ENABLE ROW LEVEL SECURITY;
