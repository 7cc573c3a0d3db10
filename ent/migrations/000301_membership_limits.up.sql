ALTER TABLE "membership"
    ADD COLUMN "duty" character varying NULL,
    ADD COLUMN "area_id" uuid NULL,
    ADD COLUMN "categories" jsonb NULL;
