DROP TABLE "duty_override";
