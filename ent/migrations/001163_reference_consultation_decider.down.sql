ALTER TABLE "consultation" DROP CONSTRAINT "consultation_decider_fkey";
