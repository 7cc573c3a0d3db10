CREATE TABLE "comment" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "internal" boolean NOT NULL, "text" character varying NOT NULL, "issue_id" uuid NOT NULL, "author_id" uuid NOT NULL, "author_unit_id" uuid NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "comment" IS 'distributed';
ALTER TABLE "comment" ENABLE ROW LEVEL SECURITY;
