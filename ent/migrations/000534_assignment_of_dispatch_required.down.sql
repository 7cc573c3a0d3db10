ALTER TABLE "assignment" ALTER COLUMN "issuing_unit_id" DROP NOT NULL, ALTER COLUMN "dispatch_create_time" DROP NOT NULL;
