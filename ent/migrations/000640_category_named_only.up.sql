ALTER TABLE "category" ADD COLUMN "named_only" boolean NOT NULL DEFAULT false;
