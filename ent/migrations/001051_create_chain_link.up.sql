CREATE TABLE "chain_link" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "cause" character varying NOT NULL, "reason" character varying NOT NULL DEFAULT '', "start_time" timestamptz NOT NULL, "end_time" timestamptz NULL, "issue_id" uuid NOT NULL, "unit_id" uuid NOT NULL, "mover_id" uuid NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "chain_link" IS 'distributed';
ALTER TABLE "chain_link" ENABLE ROW LEVEL SECURITY;
