ALTER TABLE "duty_shift" DROP CONSTRAINT "duty_shift_unit_fkey";
