ALTER TABLE "category" ADD COLUMN "delete_time" timestamptz NULL, ADD COLUMN "purge_time" timestamptz NULL;
