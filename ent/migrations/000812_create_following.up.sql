CREATE TABLE "following" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "told_state" character varying NOT NULL DEFAULT '', "told_time" timestamptz NULL, "tell_time" timestamptz NULL, "news_position" bigint NULL, "person_id" uuid NOT NULL, "issue_id" uuid NULL, "category_id" uuid NULL, "area_id" uuid NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "following" IS 'distributed';
ALTER TABLE "following" ENABLE ROW LEVEL SECURITY;
