CREATE TABLE "rating" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "side" character varying NOT NULL, "punctual" bigint NULL, "effort" bigint NULL, "result" bigint NULL, "needed" bigint NULL, "facts" bigint NULL, "target" bigint NULL, "comment" character varying NOT NULL DEFAULT '', "assignment_id" uuid NOT NULL, "person_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "rating" IS 'distributed';
ALTER TABLE "rating" ENABLE ROW LEVEL SECURITY;
