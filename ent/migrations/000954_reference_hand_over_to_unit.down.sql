ALTER TABLE "hand_over" DROP CONSTRAINT "hand_over_to_unit_fkey";
