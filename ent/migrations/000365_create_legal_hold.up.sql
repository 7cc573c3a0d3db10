CREATE TABLE "legal_hold" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "basis" character varying NOT NULL, "lift_time" timestamptz NULL, "person_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "legal_hold" IS 'distributed';
ALTER TABLE "legal_hold" ENABLE ROW LEVEL SECURITY;
