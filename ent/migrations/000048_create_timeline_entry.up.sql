CREATE TABLE "timeline_entry" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "kind" character varying NOT NULL, "state" character varying NOT NULL, "public" boolean NOT NULL, "text" character varying NOT NULL, "issue_id" uuid NOT NULL, "actor_unit_id" uuid NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "timeline_entry" IS 'distributed';
ALTER TABLE "timeline_entry" ENABLE ROW LEVEL SECURITY;
