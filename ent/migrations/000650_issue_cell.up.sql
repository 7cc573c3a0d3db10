ALTER TABLE "issue" ADD COLUMN "cell" bigint NULL;
