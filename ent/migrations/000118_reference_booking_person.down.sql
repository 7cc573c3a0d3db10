ALTER TABLE "booking" DROP CONSTRAINT "booking_person_fkey";
