ALTER TABLE "hand_over" DROP CONSTRAINT "hand_over_issuing_unit_fkey";
