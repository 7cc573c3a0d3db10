CREATE TABLE "stay" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "state" character varying NOT NULL, "start_time" timestamptz NOT NULL, "end_time" timestamptz NULL, "issue_id" uuid NOT NULL, "unit_id" uuid NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "stay" IS 'distributed';
ALTER TABLE "stay" ENABLE ROW LEVEL SECURITY;
