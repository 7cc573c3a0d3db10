CREATE TABLE "incident" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "title" character varying NOT NULL, "state" character varying NOT NULL, "close_time" timestamptz NULL, "unit_id" uuid NOT NULL, "creator_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "incident" IS 'distributed';
ALTER TABLE "incident" ENABLE ROW LEVEL SECURITY;
