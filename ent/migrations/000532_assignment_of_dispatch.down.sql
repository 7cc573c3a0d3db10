ALTER TABLE "assignment" DROP COLUMN "issuing_unit_id", DROP COLUMN "dispatch_create_time";
