ALTER TABLE "dispatch" DROP COLUMN "consultation_id";
