CREATE TABLE "retrospective" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "title" character varying NOT NULL, "state" character varying NOT NULL, "close_time" timestamptz NULL, "issue_id" uuid NULL, "dispatch_id" uuid NULL, "unit_id" uuid NOT NULL, "creator_id" uuid NOT NULL, "closer_id" uuid NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "retrospective" IS 'distributed';
ALTER TABLE "retrospective" ENABLE ROW LEVEL SECURITY;
