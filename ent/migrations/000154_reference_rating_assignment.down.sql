ALTER TABLE "rating" DROP CONSTRAINT "rating_assignment_fkey";
