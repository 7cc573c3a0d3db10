ALTER TABLE "comment" ADD COLUMN "withheld" boolean NOT NULL DEFAULT false;
