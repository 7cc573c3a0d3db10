CREATE TABLE "banner" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "title" character varying NOT NULL, "text" character varying NOT NULL, "link" character varying NOT NULL, "audience" character varying NOT NULL, "units" jsonb NOT NULL DEFAULT ('[]'), "roles" jsonb NOT NULL DEFAULT ('[]'), "start_time" timestamptz NOT NULL, "end_time" timestamptz NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "banner" IS 'distributed';
ALTER TABLE "banner" ENABLE ROW LEVEL SECURITY;
