CREATE TABLE "score_sheet" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "scores" jsonb NOT NULL, "remark" character varying NOT NULL DEFAULT '', "state" character varying NOT NULL, "submit_time" timestamptz NULL, "campaign_id" uuid NOT NULL, "nomination_id" uuid NOT NULL, "judge_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "score_sheet" IS 'distributed';
ALTER TABLE "score_sheet" ENABLE ROW LEVEL SECURITY;
