ALTER TABLE "booking" DROP CONSTRAINT "booking_unit_fkey";
