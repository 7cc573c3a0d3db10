ALTER TABLE "duty_override" DROP CONSTRAINT "duty_override_catalogue_fkey";
