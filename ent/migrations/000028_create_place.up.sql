CREATE TABLE "place" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "kind" character varying NOT NULL, "name" character varying NOT NULL, "latitude" double precision NULL, "longitude" double precision NULL, "datum" character varying NULL, "latitude_e7" integer NULL, "longitude_e7" integer NULL, "unit_id" uuid NOT NULL, "parent_id" uuid NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "place" IS 'distributed';
ALTER TABLE "place" ENABLE ROW LEVEL SECURITY;
