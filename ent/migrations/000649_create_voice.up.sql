CREATE TABLE "voice" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "issue_id" uuid NOT NULL, "person_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "voice" IS 'distributed';
ALTER TABLE "voice" ENABLE ROW LEVEL SECURITY;
