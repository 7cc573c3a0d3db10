ALTER TABLE "duty_shift" DROP CONSTRAINT "duty_shift_offered_to_fkey";
