ALTER TABLE "notice" DROP COLUMN "acting_for_id";
