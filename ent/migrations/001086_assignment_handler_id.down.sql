ALTER TABLE "assignment" DROP COLUMN "handler_id";
