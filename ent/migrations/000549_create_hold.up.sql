CREATE TABLE "hold" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "cause" character varying NOT NULL, "unlock_condition" character varying NOT NULL, "review_time" timestamptz NOT NULL, "end_time" timestamptz NULL, "remind_time" timestamptz NULL, "issue_id" uuid NOT NULL, "owner_unit_id" uuid NOT NULL, "approver_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "hold" IS 'distributed';
ALTER TABLE "hold" ENABLE ROW LEVEL SECURITY;
