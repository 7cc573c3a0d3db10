ALTER TABLE "rating" DROP CONSTRAINT "rating_person_fkey";
