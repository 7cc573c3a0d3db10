CREATE TABLE "callback" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "channel" character varying NOT NULL, "valid" boolean NOT NULL, "contacted" boolean NULL, "solved" boolean NULL, "satisfaction" character varying NULL, "issue_id" uuid NOT NULL, "caller_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "callback" IS 'distributed';
ALTER TABLE "callback" ENABLE ROW LEVEL SECURITY;
