ALTER TABLE "reveal" DROP CONSTRAINT "reveal_person_fkey";
