DROP TABLE "duty_shift";
