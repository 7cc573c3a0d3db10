ALTER TABLE "duty_roster" DROP CONSTRAINT "duty_roster_publisher_fkey";
