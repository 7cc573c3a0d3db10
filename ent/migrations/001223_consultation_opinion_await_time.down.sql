ALTER TABLE "consultation_opinion" DROP COLUMN "await_time";
