CREATE TABLE "objection" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "facts" character varying NOT NULL, "state" character varying NOT NULL, "reply" character varying NOT NULL DEFAULT '', "resolve_time" timestamptz NULL, "campaign_id" uuid NOT NULL, "nomination_id" uuid NOT NULL, "objector_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "objection" IS 'distributed';
ALTER TABLE "objection" ENABLE ROW LEVEL SECURITY;
