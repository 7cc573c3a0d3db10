ALTER TABLE "booking" DROP CONSTRAINT "booking_resource_fkey";
