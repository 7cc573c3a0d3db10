CREATE TABLE "absence" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "start_time" timestamptz NOT NULL, "end_time" timestamptz NOT NULL, "cancel_time" timestamptz NULL, "unit_id" uuid NOT NULL, "person_id" uuid NOT NULL, "replacement_id" uuid NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "absence" IS 'distributed';
ALTER TABLE "absence" ENABLE ROW LEVEL SECURITY;
