ALTER TABLE "hand_over" DROP CONSTRAINT "hand_over_answerer_fkey";
