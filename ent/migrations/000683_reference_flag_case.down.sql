ALTER TABLE "flag" DROP CONSTRAINT "flag_case_fkey";
