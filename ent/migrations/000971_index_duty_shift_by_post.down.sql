DROP INDEX "duty_shift_by_post";
