ALTER TABLE "role"
    ADD COLUMN "name" character varying NOT NULL DEFAULT '',
    ADD COLUMN "duty" character varying NULL,
    ADD COLUMN "edited" boolean NOT NULL DEFAULT false;
