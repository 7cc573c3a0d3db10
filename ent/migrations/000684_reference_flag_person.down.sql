ALTER TABLE "flag" DROP CONSTRAINT "flag_person_fkey";
