ALTER TABLE "category" ADD COLUMN "private" boolean NOT NULL DEFAULT false;
