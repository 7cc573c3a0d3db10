CREATE TABLE "recusal" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "units" jsonb NOT NULL, "issue_id" uuid NOT NULL, "decider_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "recusal" IS 'distributed';
ALTER TABLE "recusal" ENABLE ROW LEVEL SECURITY;
