CREATE TABLE "duty_catalogue" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "name" character varying NOT NULL, "basis" character varying NOT NULL, "state" character varying NOT NULL, "start_time" timestamptz NOT NULL, "item_count" integer NOT NULL, "cancel_time" timestamptz NULL, "publisher_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "duty_catalogue" IS 'distributed';
ALTER TABLE "duty_catalogue" ENABLE ROW LEVEL SECURITY;
