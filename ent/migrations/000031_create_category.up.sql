CREATE TABLE "category" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "code" character varying NOT NULL, "name" character varying NOT NULL, "active" boolean NOT NULL, "tier" character varying NOT NULL, "parent_id" uuid NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "category" IS 'distributed';
ALTER TABLE "category" ENABLE ROW LEVEL SECURITY;
