ALTER TABLE "consultation_opinion" DROP CONSTRAINT "consultation_opinion_person_fkey";
