ALTER TABLE "assignment" ALTER COLUMN "dispatch_create_time" SET NOT NULL, ALTER COLUMN "issuing_unit_id" SET NOT NULL;
