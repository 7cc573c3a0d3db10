ALTER TABLE "consultation" DROP CONSTRAINT "consultation_creator_fkey";
