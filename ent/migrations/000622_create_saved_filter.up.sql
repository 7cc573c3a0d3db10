CREATE TABLE "saved_filter" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "display_name" character varying NOT NULL, "filter" character varying NOT NULL, "order_by" character varying NOT NULL, "owner_id" uuid NOT NULL, "unit_id" uuid NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "saved_filter" IS 'distributed';
ALTER TABLE "saved_filter" ENABLE ROW LEVEL SECURITY;
