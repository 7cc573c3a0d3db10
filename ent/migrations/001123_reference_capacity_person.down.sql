ALTER TABLE "capacity" DROP CONSTRAINT "capacity_person_fkey";
