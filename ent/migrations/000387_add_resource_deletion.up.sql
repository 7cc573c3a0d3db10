ALTER TABLE "resource" ADD COLUMN "delete_time" timestamptz NULL, ADD COLUMN "purge_time" timestamptz NULL;
