ALTER TABLE "issue" ADD COLUMN "withheld" boolean NOT NULL DEFAULT false;
