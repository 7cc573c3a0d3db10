ALTER TABLE "duty_catalogue" DROP CONSTRAINT "duty_catalogue_publisher_fkey";
