ALTER TABLE "assignment" ADD COLUMN "dispatch_create_time" timestamptz NULL, ADD COLUMN "issuing_unit_id" uuid NULL;
