ALTER TABLE "absence" DROP CONSTRAINT "absence_person_fkey";
