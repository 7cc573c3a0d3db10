ALTER TABLE "duty_override" DROP CONSTRAINT "duty_override_sub_district_fkey";
